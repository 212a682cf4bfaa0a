import { type Document, isAlias, isScalar, visit } from 'yaml'
import { faultOf } from './parse-text'

/** What keeps a document from being read, with its offset into the text. */
export interface DocumentFault {
  offset: number
  message: string
}

const mostAliases = 100

/** A document of `parseText` as plain JSON, or why it is none: faults of syntax, tags, and aliases that cost more than any manifest. */
export function plainDocument(document: Document.Parsed): { value: unknown; faults: DocumentFault[] } {
  const faults = [
    ...document.errors.map((error) => ({ offset: error.pos[0], message: faultOf(error) })),
    ...findRefused(document),
  ]
  if (faults.length > 0) return { value: null, faults }
  const { value, refusal } = plainValue(document)
  return { value, faults: refusal === null ? [] : [refusal] }
}

/** Whether nothing stands between two separators. */
export function isEmptyDocument({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (contents === null || (isScalar(contents) && contents.value === null))
}

// Tags make other values of what stands there; an alias inside its own anchor never ends.
function findRefused(document: Document.Parsed): DocumentFault[] {
  const found: DocumentFault[] = []
  let aliases = 0
  visit(document, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0
      if (!isAlias(node)) {
        if (node.tag !== undefined) found.push({ offset, message: `the tag ${node.tag.slice(0, 60)} is not read here` })
        return
      }
      aliases += 1
      if (aliases === mostAliases + 1) found.push({ offset, message: `more than ${mostAliases} aliases` })
      const anchored = node.resolve(document)
      if (anchored === undefined) found.push({ offset, message: 'no anchor of this name stands before it' })
      const [from, , to] = anchored?.range ?? [offset, offset, offset]
      if (from <= offset && offset < to) found.push({ offset, message: 'an alias inside its own anchor never ends' })
    },
  })
  return found
}

function plainValue(document: Document.Parsed): {
  value: unknown
  refusal: DocumentFault | null
} {
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }), refusal: null }
  } catch (error) {
    const isBomb = error instanceof ReferenceError
    const message = isBomb
      ? 'aliases of aliases make more of this than a manifest holds'
      : 'a merge (<<) must name a map'
    return { value: null, refusal: { offset: document.contents?.range[0] ?? 0, message } }
  }
}
