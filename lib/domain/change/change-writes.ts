import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ChangeWrite, ObjectRef, WriteNote } from './change-write'
import type { Endpoint } from './endpoint'
import type { SliceFacts } from './endpoint-slice'
import type { LastChange } from './last-change'
import { patchBody, withLastChange } from './patch-body'
import { dropSliceWrites, putSliceWrites, sliceDeletion } from './slice-writes'

export interface ChangeWritesInput {
  /** As it was read; null where there is none. */
  service: ServiceObject | null
  /** The Service that is to be made; null for a change of one that is there. */
  made: ServiceObject | null
  /** The slices that the change is about; none for one that leaves them alone. */
  slices: readonly SliceFacts[]
  /** Slices of Kubernetes' controllers that nothing would lead to any more; they go once the Service became an alias. */
  spare: readonly SliceFacts[]
  to: Endpoint
  change: LastChange
}

/**
 * Everything that a change writes, in the order in which it is written: endpoints stand before the Service leads to them, and go after it led
 * elsewhere. Exactly one of them is decisive.
 */
export function changeWrites({ service, made, slices, spare, to, change }: ChangeWritesInput): ChangeWrite[] {
  if (service === null) return made === null ? [] : [creation(made, change)]
  if (to.type === 'absent') return [deletion(service)]
  const body = patchBody(service, to, change)
  const flip: ChangeWrite = { verb: 'patch', ref: serviceRefOf(service), body, before: service }
  if (to.addresses !== undefined) return [...putSliceWrites({ service, slices, to, changeId: change.id }), flip]
  return [flip, ...dropSliceWrites({ service, slices }), ...spare.map((slice) => sliceDeletion(service, slice))]
}

/** What the record keeps of the writes; null for a change of one write, which needs no telling. */
export function writeNotes(writes: readonly ChangeWrite[]): WriteNote[] | null {
  return writes.length < 2 ? null : writes.map(({ verb, ref: { kind, name } }) => ({ verb, kind, name }))
}

function creation(made: ServiceObject, change: LastChange): ChangeWrite {
  const { apiVersion, kind, metadata, spec } = withLastChange(made, change)
  return { verb: 'create', ref: serviceRefOf(made), body: { apiVersion, kind, metadata, spec }, before: null }
}

// Exactly the one that was read, in exactly the state in which it was read.
function deletion(service: ServiceObject): ChangeWrite {
  const { uid, resourceVersion } = service.metadata
  return {
    verb: 'delete',
    ref: serviceRefOf(service),
    body: { preconditions: { uid, resourceVersion } },
    before: service,
  }
}

function serviceRefOf({ metadata: { namespace = '', name } }: ServiceObject): ObjectRef {
  return { apiVersion: 'v1', kind: 'Service', namespace, name }
}
