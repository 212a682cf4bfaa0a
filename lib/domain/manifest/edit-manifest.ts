import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type Node,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import type { FieldPath } from './field-path'
import { parseText } from './parse-text'
import { toYaml } from './to-yaml'

/** One field of a manifest and what it is to say; undefined takes it away, with every map and list that it leaves empty. */
export interface ManifestEdit {
  path: FieldPath
  value: unknown
}

/**
 * A manifest's text with fields changed and all else as it was written: comments, order, quotes. A value that stands on one line is replaced in
 * place; where a field comes or goes, the spaces before comments become one. A text that cannot be read as one document is given back as it is.
 */
export function editManifest(text: string, edits: readonly ManifestEdit[]): string {
  return edits.reduce((before, edit) => editOne(before, edit), text)
}

function editOne(text: string, { path, value }: ManifestEdit): string {
  const { documents, refusal } = parseText(text)
  const [document, ...more] = documents
  if (refusal !== null || document === undefined || more.length > 0 || document.errors.length > 0) return text
  const found = findNode(document, path)
  if (value === undefined) {
    if (found === null) return text
    takeAway(document, path)
  } else if (found !== null && isInPlace(found.node, text, value)) {
    const [start, end] = found.node.range
    return `${text.slice(0, start)}${written(value, found)}${text.slice(end)}`
  } else {
    put(document, path, value)
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: /\{ |\[ /.test(text), ...indentsOf(text) })
}

interface FoundNode {
  node: Node
  isInFlow: boolean
}

function findNode(document: Document.Parsed, path: FieldPath): FoundNode | null {
  let node: unknown = document.contents
  let isInFlow = false
  for (const step of path) {
    if (!isCollection(node)) return null
    isInFlow ||= node.flow === true
    node = node.get(step, true)
  }
  return isScalar(node) || isCollection(node) || isAlias(node) ? { node, isInFlow } : null
}

type PlacedScalar = Scalar & { range: [number, number, number] }

function isInPlace(node: Node, text: string, value: unknown): node is PlacedScalar {
  if (!isScalar(node) || !node.range || node.anchor !== undefined || typeof value === 'object') return false
  const [start, end] = node.range
  return end > start && !text.slice(start, end).includes('\n')
}

function written(value: unknown, { node, isInFlow }: FoundNode): string {
  const plain = toYaml(value).trimEnd()
  if (typeof value !== 'string') return plain
  if (isScalar(node) && node.type === 'QUOTE_DOUBLE' && node.value !== '') return JSON.stringify(value)
  const isSafe = !plain.includes('\n') && (!isInFlow || /^[\w./-]+$/.test(value) || plain.startsWith('"'))
  return isSafe ? plain : JSON.stringify(value)
}

function takeAway(document: Document.Parsed, path: FieldPath): void {
  document.deleteIn(path)
  for (let end = path.length - 1; end > 1; end -= 1) {
    const parent: unknown = document.getIn(path.slice(0, end), true)
    if (!isCollection(parent) || parent.items.length > 0) return
    document.deleteIn(path.slice(0, end))
  }
}

function put(document: Document.Parsed, path: FieldPath, value: unknown): void {
  const before: unknown = document.getIn(path.slice(0, -1), true)
  const isNew = !document.hasIn(path)
  // Parents are made here: the package would make ordered maps (`!!omap`) of them.
  let known = path.length - 1
  while (known > 0 && !isCollection(document.getIn(path.slice(0, known), true))) known -= 1
  const inner = path.slice(known + 1).reduceRight<unknown>(within, value)
  document.setIn(path.slice(0, known + 1), quoted(document, inner))
  for (let end = 1; isNew && end <= path.length; end += 1) {
    const parent: unknown = document.getIn(path.slice(0, end - 1), true)
    if (isMap(parent)) intoOrder(parent, path[end - 1])
  }
  // A list of flow style would take what is new on its line.
  if (isCollection(before) && before.items.length === 1 && isNew && typeof path.at(-1) === 'string') before.flow = false
}

function within(value: unknown, step: string | number): unknown {
  return typeof step === 'number' ? [value] : { [step]: value }
}

// Quoted where another reader of YAML would take it for something else.
function quoted(document: Document.Parsed, value: unknown): Node {
  const node = document.createNode(value) as Node
  visit(node, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && toYaml(scalar.value).startsWith('"')) scalar.type = 'QUOTE_DOUBLE'
    },
  })
  return node
}

const orders: readonly (readonly string[])[] = [
  ['apiVersion', 'kind', 'metadata', 'spec'],
  ['name', 'namespace', 'labels', 'annotations'],
  ['type', 'externalName', 'ports'],
]

// A key that is new at the end goes before those that are written after it by custom.
function intoOrder(map: YAMLMap, key: unknown): void {
  const order = orders.find((each) => typeof key === 'string' && each.includes(key))
  const last = map.items.at(-1)
  if (order === undefined || last === undefined || keyOf(last) !== key) return
  const rank = order.indexOf(String(key))
  const at = map.items.findIndex((item) => order.indexOf(String(keyOf(item))) > rank)
  if (at < 0) return
  map.items.pop()
  map.items.splice(at, 0, last)
}

function keyOf({ key }: YAMLMap['items'][number]): unknown {
  return isScalar(key) ? key.value : key
}

/** How a text indents: its own number of spaces, lists under their key or beside it. */
function indentsOf(text: string): { indent: number; indentSeq: boolean } {
  const indent = /^[^\s#][^\n]*\n( {1,8})[^\s-]/m.exec(text)?.[1]?.length ?? 2
  return { indent, indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*\n(?:[ \t]*#[^\n]*\n)*\1- /m.test(text) }
}
