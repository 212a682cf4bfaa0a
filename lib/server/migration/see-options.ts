import type { JudgedPhase } from '@/lib/domain/migration/judge-migration'
import type { SeenService, SeenServices } from '@/lib/domain/migration/judge-option'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import type { Viewer } from '@/lib/server/change/change-engine-deps'

/** A phase offers a change or two. */
const readsAtMost = 4

/** A Service that was read just now: null where there is none, undefined where it could not be read. */
type Read = ServiceObject | null | undefined

/** The Services that the phase which is reached may change by choice, as the viewer reads them; what they may not read stays unknown. */
export async function seeOptions(
  phases: readonly JudgedPhase[],
  viewer: Viewer,
  [ref, own]: [ServiceRef, Read],
): Promise<SeenServices> {
  const options = phases.find(({ state }) => state === 'now')?.options ?? []
  const wanted = new Map(options.map(({ request: { service } }) => [serviceKey(service), service]))
  const found = await Promise.all(
    [...wanted].slice(0, readsAtMost).map(async ([key, service]) => {
      const isOwn = key === serviceKey(ref)
      return [key, isOwn ? own : await read(service, viewer)] as const
    }),
  )
  return new Map(found.flatMap(([key, service]) => (service === undefined ? [] : [[key, seen(service)] as const])))
}

function read({ cluster, namespace, name }: ServiceRef, viewer: Viewer): Promise<Read> {
  return readService(viewer.client(cluster), namespace, name).catch(() => undefined)
}

// What is being deleted needs no deletion.
function seen(service: ServiceObject | null): SeenService {
  if (service === null || service.metadata.deletionTimestamp !== undefined) return null
  return { annotations: service.metadata.annotations ?? {} }
}
