import { AppError } from '@/lib/domain/app-error'
import type { ChangeKind } from '@/lib/domain/change/change-request'
import type { Delivery } from '@/lib/domain/change/delivery'
import { controllerSliceManager, isOwnSlice, ownSliceName, type SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { ownedService } from '@/lib/domain/change/field-owner'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import { deliveryRefs } from '@/lib/domain/change/owner-signals'
import type { LiveTrace } from '@/lib/domain/change/settle-record'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { reviewAccess } from '@/lib/kubernetes/access-reviews'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import { readService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'
import { type LiveColours, readColours } from './read-colours'

/** What is in the cluster right now, read with the viewer's identity. */
export interface LiveState {
  /** Null where there is none, or the viewer may not see it. */
  service: ServiceObject | null
  /** The colours beside the active alias, for a switch. */
  colours: LiveColours | null
  /** What delivers the Service from a repository, as far as the viewer may read it. */
  deliveries: Delivery[]
  /** The EndpointSlices of the Service, for a change that may be about them; null where the viewer may not read them. */
  slices: readonly SliceFacts[] | null
  /** Slices that Kubernetes' controllers leave behind when the Service becomes an alias, as far as the viewer may delete them. */
  spare: readonly SliceFacts[]
}

/**
 * A fresh read of the Service and, for a switch, of its colours. Null when the Service is not there or the viewer may not see it, and the
 * request is none that could make it.
 */
export async function readLive(context: ChangeContext): Promise<LiveState | null> {
  const { request, ref, client } = context
  const service = await readService(client, ref.namespace, ref.name).catch(notVisible)
  if (service === null)
    return request.kind === 'create' || request.kind === 'undo'
      ? { service, colours: null, deliveries: [], slices: [], spare: [] }
      : null
  const refs = deliveryRefs(ownedService(service))
  const [colours, slices, deliveries] = await Promise.all([
    request.kind === 'switch' ? readColours(context, service) : null,
    readSlices(context),
    Promise.all(refs.map((delivery) => readDelivery(client, delivery))),
  ])
  return { service, colours, deliveries, slices, spare: await spareSlices(context, service, slices ?? []) }
}

// The controllers do not look at a Service of type ExternalName: what they kept for it stays, and would take traffic again one day.
async function spareSlices(
  { client, ref }: ChangeContext,
  service: ServiceObject,
  slices: readonly SliceFacts[],
): Promise<readonly SliceFacts[]> {
  const kept = slices.filter(
    ({ managedBy, serviceName }) => managedBy === controllerSliceManager && serviceName === ref.name,
  )
  if (service.spec.type === 'ExternalName' || kept.length === 0) return []
  const group = 'discovery.k8s.io'
  const question = { verb: 'delete', group, resource: 'endpointslices', namespace: ref.namespace }
  const isAllowed = await reviewAccess(client, question).then(
    ({ allowed }) => allowed,
    () => false,
  )
  return isAllowed ? kept : []
}

/** What the Service itself tells of its last change, and which slices of ours stand for it; null for slices that were not read. */
export function traceOf(live: LiveState | null): LiveTrace {
  return {
    changeId: decodeLastChange(live?.service?.metadata.annotations)?.id ?? null,
    // Not seen by the viewer may also be not visible to the viewer.
    uid: live?.service?.metadata.uid,
    slices: live === null ? null : (ownSlicesOf(live)?.map(({ name }) => name) ?? null),
  }
}

/** The slices that Signpost made for the Service; null where they were not read. */
export function ownSlicesOf({ service, slices }: LiveState): SliceFacts[] | null {
  return slices?.filter((slice) => isOwnSlice(slice, service?.metadata.name ?? '')) ?? null
}

/** The names under which our slices of a Service stand. */
function ownSliceNames(service: string): string[] {
  return [ownSliceName(service, 'IPv4'), ownSliceName(service, 'IPv6')]
}

const readingSlices: readonly ChangeKind[] = ['to-headless', 'to-cluster-ip', 'to-external-name', 'delete', 'undo']

async function readSlices({ request, ref, client }: ChangeContext): Promise<readonly SliceFacts[] | null> {
  const { namespace, name: service } = ref
  if (!readingSlices.includes(request.kind)) return []
  const names = request.kind === 'to-headless' ? ownSliceNames(service) : []
  try {
    return await readServiceSlices(client, { namespace, service, names })
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null
    // A server without the API group has none, and takes none.
    if (error instanceof AppError && error.code === 'not-found') {
      if (request.kind === 'to-headless' && request.addresses !== undefined) throw slicesNotServed(ref)
      return []
    }
    throw error
  }
}

function slicesNotServed({ cluster, namespace, name }: ServiceRef): AppError {
  const why = `The API server of ${cluster} does not serve discovery.k8s.io/v1 EndpointSlices, as those before Kubernetes 1.21.`
  const wayOut = `Signpost leads a Service to addresses by EndpointSlices alone: make ${name} headless in namespace ${namespace}, with a v1 Endpoints object of the same name, by hand.`
  return new AppError('unprocessable', `${why} ${wayOut}`, { reason: 'not-computable' })
}

function notVisible(error: unknown): null {
  if (error instanceof AppError && error.code === 'forbidden') return null
  throw error
}
