import type { CarryOut, ChangeView, Plan } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { isPast } from '@/lib/domain/change/change-entry'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import { carryOutChange } from './carry-out-change'
import { openRequest, requireCluster } from './change-context'
import type { ChangeEngineDeps, Viewer } from './change-engine-deps'
import { annotatedView, changeView } from './change-view'
import { planChange } from './plan-change'
import { type Proof, proveChange } from './prove-change'
import { createRecordStore } from './record-store'
import { ServiceLock } from './service-lock'

/** Plans, carries out, proves and records changes of Services. Failures are `AppError`s; `close` stops every proof that runs. */
export interface ChangeEngine {
  /** What would be written, from a fresh read with the viewer's identity; nothing is written. */
  plan(request: ChangeRequest, viewer: Viewer): Promise<Plan>
  /** Carries a plan out; `created` is false when this change id was carried out before. The proof goes on afterwards. */
  carryOut(body: CarryOut, viewer: Viewer): Promise<{ change: ChangeView; created: boolean }>
  /** The recorded changes of one Service, newest first. */
  list(
    ref: ServiceRef,
    viewer: Viewer,
    window: { offset: number; limit: number },
  ): Promise<{ items: ChangeView[]; total: number; offset: number }>
  get(ref: ServiceRef, id: string, viewer: Viewer): Promise<ChangeView>
  /** The change that the Service itself carries, from what is in memory; null when it carries none. */
  lastChange(ref: ServiceRef): ChangeView | null
  close(): Promise<void>
}

const knownViews = 1_000
const runningProofs = 1_000

export function createChangeEngine(deps: ChangeEngineDeps): ChangeEngine {
  const store = createRecordStore()
  const locks = new ServiceLock()
  const views = new BoundedMap<ChangeView>(knownViews)
  let isClosed = false
  const proofs = new BoundedMap<Proof>(runningProofs, (proof) => {
    proof.stop(isClosed ? 'The console stopped before the proof was done.' : 'Another change came after it.')
  })
  const open = new Set<Promise<void>>()

  const remember = (view: ChangeView) => views.set(`${serviceKey(view.service)}/${view.id}`, view)
  const publish = (view: ChangeView) => {
    const known = views.get(`${serviceKey(view.service)}/${view.id}`)
    if (known && isPast(known.state, view.state)) return
    remember(view)
    deps.publish(view)
  }
  const readViews = async (ref: ServiceRef): Promise<ChangeView[]> => {
    const cluster = requireCluster(deps, ref.cluster)
    const alias = cluster.findAlias(ref.namespace, ref.name)
    const liveChangeId = decodeLastChange(alias?.annotations)?.id ?? null
    const record = settleRecord(await store.read(cluster, ref), liveChangeId, deps.clock.now())
    const found = record.entries.map((entry) => changeView(entry, ref)).reverse()
    for (const view of found) remember(view)
    return found
  }

  return {
    plan: async (request, viewer) => planChange(await openRequest(deps, store, request, viewer)),
    carryOut: async (given, viewer) => {
      const body = { ...given, changeId: given.changeId.toLowerCase() }
      const context = await openRequest(deps, store, body.request, viewer)
      const key = serviceKey(context.ref)
      const outcome = await locks.run(key, async () => {
        if (isClosed) throw new AppError('unavailable', 'The console is closing.', { retryAfterSeconds: 5 })
        return carryOutChange(context, body, publish)
      })
      if (outcome.kind === 'known') return { change: outcome.change, created: false }
      const { journal } = outcome
      const change = journal.view
      const proof = proveChange(context.cluster, context.ref, deps.clock, journal)
      const tracked = proof.done.finally(() => open.delete(tracked))
      open.add(tracked)
      proofs.set(key, proof)
      return { change, created: true }
    },
    list: async (ref, _viewer, { offset, limit }) => {
      const found = await readViews(ref)
      return { items: found.slice(offset, offset + limit), total: found.length, offset }
    },
    get: async (ref, id, _viewer) => {
      const found = (await readViews(ref)).find((view) => view.id === id.toLowerCase())
      if (!found)
        throw new AppError(
          'not-found',
          `No change ${id} is recorded for Service ${ref.name} in namespace ${ref.namespace}.`,
        )
      return found
    },
    lastChange: (ref) => {
      const alias = deps.cluster(ref.cluster)?.findAlias(ref.namespace, ref.name) ?? null
      const carried = decodeLastChange(alias?.annotations)
      if (alias === null || carried === null) return null
      return views.get(`${serviceKey(ref)}/${carried.id}`) ?? annotatedView(carried, ref, alias.target)
    },
    close: async () => {
      isClosed = true
      proofs.clear()
      await Promise.all(open)
    },
  }
}
