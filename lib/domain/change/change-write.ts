export const writeVerbs = ['create', 'patch', 'delete'] as const

/** The object that a write is about, as Kubernetes names it. */
export interface ObjectRef {
  apiVersion: string
  kind: string
  namespace: string
  name: string
}

/**
 * One write of a change. `body` is the object to create, a JSON merge patch (RFC 7386) with the resourceVersion that guards it, or the
 * DeleteOptions with the preconditions that do. `before` is the object as it was read, null for one that is made.
 */
export interface ChangeWrite {
  verb: (typeof writeVerbs)[number]
  ref: ObjectRef
  body: Record<string, unknown>
  before: object | null
}

/** What the record keeps of a write: enough to know what may be left of it. */
export interface WriteNote {
  verb: ChangeWrite['verb']
  kind: string
  name: string
}

/** The one write of a change that proves it: that of the Service, with the annotation of the change in it unless the Service goes. */
export function isDecisive({ ref }: Pick<ChangeWrite, 'ref'>): boolean {
  return ref.kind === 'Service'
}

/** An object for people: `EndpointSlice db-signpost-ipv4`. */
export function objectName({ kind, name }: Pick<ObjectRef, 'kind' | 'name'>): string {
  return `${kind} ${name}`
}
