import { isMap, isTextMap } from '@/lib/domain/change/merge-patch'

export interface ObjectId {
  name: string
  /** 'default' where none is said. */
  namespace: string
}

/** An object on its way through a build, with what it was called before, the first name first. */
export interface KustomizeObject {
  value: Record<string, unknown>
  earlier: readonly ObjectId[]
}

const localConfig = 'config.kubernetes.io/local-config'

/** A document as an object, or why kustomize takes it for none. */
export function toObject(value: unknown): KustomizeObject | string {
  if (!isMap(value)) return 'a document must be an object'
  const { kind, apiVersion, metadata } = value
  if (typeof kind !== 'string' || kind === '') return 'an object lacks its kind'
  if (typeof apiVersion !== 'string') return `${kind} lacks its apiVersion`
  if (!isMap(metadata) || typeof metadata.name !== 'string' || metadata.name === '') {
    return `${kind} lacks metadata.name`
  }
  return { value: withTextAnnotations(value), earlier: [] }
}

// kustomize quotes what an annotation says, numbers too; a label it leaves as it is.
function withTextAnnotations(value: Record<string, unknown>): Record<string, unknown> {
  const { annotations } = metadataOf(value)
  if (!isMap(annotations)) return value
  const texts = Object.entries(annotations).map(([key, text]) => [key, text === null ? null : String(text)])
  return { ...value, metadata: { ...metadataOf(value), annotations: Object.fromEntries(texts) } }
}

export function idOf({ value }: KustomizeObject): ObjectId {
  const { name, namespace } = metadataOf(value)
  return { name: String(name ?? ''), namespace: typeof namespace === 'string' && namespace ? namespace : 'default' }
}

/** Everything that it is or was called, each once. */
export function idsOf(object: KustomizeObject): readonly ObjectId[] {
  const id = idOf(object)
  const isKnown = object.earlier.some(({ name, namespace }) => name === id.name && namespace === id.namespace)
  return isKnown ? object.earlier : [...object.earlier, id]
}

export function metadataOf(value: Record<string, unknown>): Record<string, unknown> {
  return isMap(value.metadata) ? value.metadata : {}
}

export function textsOf(value: Record<string, unknown>, part: 'labels' | 'annotations'): Record<string, string> {
  const map = metadataOf(value)[part]
  return isTextMap(map) ? map : {}
}

/** Equal for objects of which a build may hold but one. */
export function keyOf(object: KustomizeObject): string {
  const { name, namespace } = idOf(object)
  return JSON.stringify([object.value.apiVersion, object.value.kind, namespace, name])
}

/** Whether it is only there for tools, so that a build leaves it out. */
export function isLocal({ value }: KustomizeObject): boolean {
  return Object.hasOwn(textsOf(value, 'annotations'), localConfig)
}

export function isService({ value }: KustomizeObject): boolean {
  return value.kind === 'Service' && value.apiVersion === 'v1'
}

/** The object with other metadata; what it was called stays known. */
export function withMetadata(object: KustomizeObject, edit: Record<string, unknown>): KustomizeObject {
  const value = { ...object.value, metadata: { ...metadataOf(object.value), ...edit } }
  const isRenamed = 'name' in edit || 'namespace' in edit
  return { value, earlier: isRenamed ? idsOf(object) : object.earlier }
}
