import type { CarryOut, ChangeView, Decision, Plan, Proposal } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { wasNeverApplied } from '@/lib/domain/change/change-life'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { carryOutChange } from './carry-out-change'
import { openRequest, requireCluster } from './change-context'
import type { ChangeEngineDeps, ClusterForChanges, Viewer } from './change-engine-deps'
import { ChangeJournal } from './change-journal'
import { annotatedView, changeView } from './change-view'
import { ChangeViews } from './change-views'
import { decideChange } from './decide-change'
import { OrdersUnderWay } from './orders-under-way'
import { planChange } from './plan-change'
import { proposeChange } from './propose-change'
import { createRecordStore } from './record-store'
import { ChangeRecovery } from './recover-changes'
import { RunningProofs } from './running-proofs'
import { ServiceLock } from './service-lock'
import { ProposalWatches } from './watch-proposals'

/** Plans, carries out, proves and records changes of Services. Failures are `AppError`s; `close` stops every proof that runs. */
export interface ChangeEngine {
  /** What would be written, from a fresh read with the viewer's identity; nothing is written. */
  plan(request: ChangeRequest, viewer: Viewer): Promise<Plan>
  /** Carries a plan out; `created` is false when this change id was carried out before. The proof goes on afterwards. */
  carryOut(body: CarryOut, viewer: Viewer): Promise<{ change: ChangeView; created: boolean }>
  /** Records a plan as proposed for the repository that owns the Service and waits for it; `created` is false for a change id used before. */
  propose(body: Proposal, viewer: Viewer): Promise<{ change: ChangeView; created: boolean }>
  /** A person's decision on a change that waits for one. */
  decide(ref: ServiceRef, id: string, decision: Decision, viewer: Viewer): Promise<ChangeView>
  /** The recorded changes of one Service, newest first. Who may read them is the caller's to know, here and in `get`. */
  list(ref: ServiceRef): Promise<ChangeView[]>
  get(ref: ServiceRef, id: string): Promise<ChangeView>
  /** Whether a recorded change deleted the Service with this uid, or is about to. */
  hasDeleted(ref: ServiceRef, uid: string): Promise<boolean>
  /** The change that the Service itself carries, from what is in memory; null when it carries none. */
  lastChange(ref: ServiceRef): ChangeView | null
  /**
   * A record as it stands in the cluster, whoever wrote it: its news are published, and what its console left undone is taken up.
   * `isAtStart` for records that were there when this console started.
   */
  sawRecord(ref: ServiceRef, entries: readonly ChangeEntry[], isAtStart: boolean): void
  close(): Promise<void>
}

// Of the five seconds that a console has to end.
const orderLimitMs = 3_000

export function createChangeEngine(deps: ChangeEngineDeps): ChangeEngine {
  const store = createRecordStore()
  const locks = new ServiceLock()
  const views = new ChangeViews(deps.publish)
  const proofs = new RunningProofs({ clock: deps.clock, soakMs: deps.soakMs })
  const carrying = new Set<string>()
  const orders = new OrdersUnderWay(deps.clock)
  let isClosed = false

  const journalOf = (cluster: ClusterForChanges, ref: ServiceRef, entry: ChangeEntry) =>
    new ChangeJournal({ cluster, ref, entry, store, clock: deps.clock, publish })
  const prove = (cluster: ClusterForChanges, ref: ServiceRef, entry: ChangeEntry) => {
    if (!isClosed) proofs.start(cluster, ref, journalOf(cluster, ref, entry))
  }
  const publish = (view: ChangeView) => views.publish(view, 'engine')
  const recovery = new ChangeRecovery({
    cluster: deps.cluster,
    store,
    clock: deps.clock,
    isOurs: (ref, id) => proofs.isRunning(ref, id) || carrying.has(`${serviceKey(ref)}/${id}`),
    prove,
    onSettled: (ref, entry) => publish(changeView(entry, ref)),
  })
  const proposals = new ProposalWatches({
    cluster: deps.cluster,
    clock: deps.clock,
    isProving: (ref, id) => proofs.isRunning(ref, id),
    journal: journalOf,
    onArrived: (cluster, ref, journal) => {
      if (!isClosed) proofs.start(cluster, ref, journal)
    },
  })
  const finish: ChangeRecovery['see'] = (...seen) => {
    if (!deps.isReadOnly) recovery.see(...seen)
  }
  const watch: ProposalWatches['see'] = (...seen) => {
    if (!isClosed && !deps.isReadOnly) proposals.see(...seen)
  }
  const readViews = async (ref: ServiceRef): Promise<ChangeView[]> => {
    const cluster = requireCluster(deps, ref.cluster)
    const alias = cluster.findAlias(ref.namespace, ref.name)
    // Slices are not watched: what is left of a change, its recovery tells.
    const trace = { changeId: decodeLastChange(alias?.annotations)?.id ?? null, uid: alias?.uid, slices: null }
    const stored = await store.read(cluster, ref)
    finish(ref, stored.entries, false)
    const { entries } = settleRecord(stored, trace, deps.clock.now())
    watch(ref, entries)
    // What only this look came to is told to everybody with the record, not taken for told.
    for (const entry of stored.entries) views.remember(changeView(entry, ref))
    return entries.map((entry) => views.latest(changeView(entry, ref))).reverse()
  }

  const carryOut: ChangeEngine['carryOut'] = async (given, viewer) => {
    const body = { ...given, changeId: given.changeId.toLowerCase() }
    const context = await openRequest(deps, store, body.request, viewer)
    const key = serviceKey(context.ref)
    return locks.run(key, async () => {
      if (isClosed) throw new AppError('unavailable', 'The console is closing.', { retryAfterSeconds: 5 })
      carrying.add(`${key}/${body.changeId}`)
      try {
        const outcome = await carryOutChange(context, body, { publish, refused: deps.refused })
        if (outcome.kind === 'known') return { change: outcome.change, created: false }
        proofs.start(context.cluster, context.ref, outcome.journal)
        return { change: outcome.journal.view, created: true }
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable') recovery.doubt(context.ref, body.changeId)
        throw error
      } finally {
        carrying.delete(`${key}/${body.changeId}`)
      }
    })
  }

  const propose: ChangeEngine['propose'] = async (given, viewer) => {
    const body = { ...given, changeId: given.changeId.toLowerCase() }
    const context = await openRequest(deps, store, body.request, viewer)
    const outcome = await locks.run(serviceKey(context.ref), () => proposeChange(context, body))
    if (outcome.kind === 'known') return { change: outcome.change, created: false }
    const change = changeView(outcome.entry, context.ref)
    publish(change)
    if (!isClosed) proposals.see(context.ref, [outcome.entry])
    return { change, created: true }
  }

  const decide: ChangeEngine['decide'] = async (ref, id, decision, viewer) => {
    const cluster = requireCluster(deps, ref.cluster)
    const view = await decideChange({ cluster, ref, viewer, store, clock: deps.clock }, id.toLowerCase(), decision)
    if (view.state === 'cancelled') proposals.forget(ref, view.id)
    publish(view)
    return view
  }

  return {
    plan: async (request, viewer) => planChange(await openRequest(deps, store, request, viewer)),
    carryOut: (given, viewer) => orders.run(() => carryOut(given, viewer)),
    propose: (given, viewer) => orders.run(() => propose(given, viewer)),
    decide: (ref, id, decision, viewer) => orders.run(() => decide(ref, id, decision, viewer)),
    list: readViews,
    get: async (ref, id) => {
      const found = (await readViews(ref)).find((view) => view.id === id.toLowerCase())
      if (!found)
        throw new AppError(
          'not-found',
          `No change ${id} is recorded for Service ${ref.name} in namespace ${ref.namespace}.`,
        )
      return found
    },
    hasDeleted: async (ref, uid) => {
      const { entries } = await store.read(requireCluster(deps, ref.cluster), ref)
      return entries.some((entry) => entry.uid === uid && entry.to.type === 'absent' && !wasNeverApplied(entry))
    },
    lastChange: (ref) => {
      const alias = deps.cluster(ref.cluster)?.findAlias(ref.namespace, ref.name) ?? null
      const carried = decodeLastChange(alias?.annotations)
      if (alias === null || carried === null) return null
      return views.get(ref, carried.id) ?? annotatedView(carried, ref, alias.target)
    },
    sawRecord: (ref, entries, isAtStart) => {
      for (const entry of entries) {
        const view = changeView(entry, ref)
        if (isAtStart) views.remember(view)
        else views.publish(view, 'record')
      }
      finish(ref, entries, isAtStart)
      watch(ref, entries)
    },
    close: async () => {
      await orders.close(orderLimitMs)
      isClosed = true
      store.close()
      recovery.close()
      proposals.close()
      await proofs.close()
    },
  }
}
