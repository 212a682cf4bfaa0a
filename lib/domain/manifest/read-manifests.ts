import { type Document, isAlias, isCollection, isNode, isScalar, isMap as isYamlMap, type Node } from 'yaml'
import { isMap } from '@/lib/domain/change/merge-patch'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type FieldPath, fieldName, fieldPath } from './field-path'
import { type ParsedText, parseText, type TextPlace } from './parse-text'
import { isEmptyDocument, plainDocument } from './plain-document'
import { serviceOf } from './service-of'

/** What keeps a manifest from being read, and where, counted from 1; `field` is null where it is about the text. */
export interface ManifestProblem extends TextPlace {
  field: string | null
  message: string
}

/** One Service of a text: itself, or what keeps it from being read. */
export interface ReadManifest extends TextPlace {
  service: ServiceObject | null
  problems: readonly ManifestProblem[]
  /** Where a field stands, as the API server names it; what is not there is where it would go. */
  placeOf(field: string): TextPlace
}

const mostManifests = 100
const mostProblems = 20

/**
 * The Services in YAML or JSON text: of several documents, and of a `v1 List`. Never throws, whatever the text is; a text without any document gives
 * none. Refused with line and column: what kubectl would read as something else than it looks like, kinds other than a v1 Service, unknown fields,
 * and texts that cost more to read than any manifest.
 */
export function readManifests(text: string): ReadManifest[] {
  const parsed = parseText(text)
  const { refusal, placeOf } = parsed
  if (refusal !== null) return [whole(placeOf(refusal.offset), `The text ${refusal.message}.`)]
  const manifests: ReadManifest[] = []
  for (const document of parsed.documents) {
    if (isEmptyDocument(document)) continue
    manifests.push(...readDocument(document, parsed))
    if (manifests.length > mostManifests) {
      const { line, column } = manifests[mostManifests] ?? placeOf(0)
      return [whole({ line, column }, `The text holds more than ${mostManifests} manifests.`)]
    }
  }
  return manifests
}

function whole(place: TextPlace, message: string): ReadManifest {
  return { ...place, service: null, problems: [{ ...place, field: null, message }], placeOf: () => place }
}

function readDocument(document: Document.Parsed, { placeOf }: ParsedText): ReadManifest[] {
  const start = placeOf(document.contents?.range[0] ?? document.range[0])
  const { value, faults } = plainDocument(document)
  if (faults.length > 0) {
    const problems = faults.map(({ offset, message }) => ({ ...placeOf(offset), field: null, message }))
    return [{ ...start, service: null, problems: problems.slice(0, mostProblems), placeOf: () => start }]
  }
  const at = (path: FieldPath) => placeOf(offsetOf(document, path))
  if (isMap(value) && (value.kind === 'List' || value.kind === 'ServiceList') && value.apiVersion === 'v1') {
    const { items } = value
    if (!Array.isArray(items)) return [broken(start, at, [{ path: ['items'], message: 'must be a list' }])]
    return items.map((item: unknown, index) => readService(item, (path) => at(['items', index, ...path])))
  }
  return [readService(value, at)]
}

function readService(value: unknown, at: (path: FieldPath) => TextPlace): ReadManifest {
  const { service, problems } = serviceOf(value)
  if (service === null) return broken(at([]), at, problems)
  return { ...at([]), service, problems: [], placeOf: (field) => at(fieldPath(field)) }
}

function broken(
  start: TextPlace,
  at: (path: FieldPath) => TextPlace,
  problems: readonly { path: FieldPath; message: string }[],
): ReadManifest {
  const placed = problems.slice(0, mostProblems).map(({ path, message }) => ({
    ...at(path),
    field: path.length === 0 ? null : fieldName(path),
    message,
  }))
  return { ...start, service: null, problems: placed, placeOf: (field) => at(fieldPath(field)) }
}

/** Where a path leads in the text, as far as it goes: the value, or its key where it has none. */
function offsetOf(document: Document.Parsed, path: FieldPath): number {
  let node: Node | null = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (!isCollection(node)) return offset
    if (isYamlMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
      if (pair === undefined) return offset
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
    }
    const next: unknown = node.get(step, true)
    node = isNode(next) ? next : null
    // A map or list stands on the line after its key: there the key is what a reader looks for.
    if (node !== null && (isScalar(node) || typeof step === 'number')) offset = node.range?.[0] ?? offset
  }
  return offset
}
