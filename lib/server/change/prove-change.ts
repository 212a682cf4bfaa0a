import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { isProving } from '@/lib/domain/change/change-life'
import { objectName } from '@/lib/domain/change/change-write'
import { isSamePlace, placeOf } from '@/lib/domain/change/endpoint'
import { judgeProof, judgeServed, type ProofJudgement } from '@/lib/domain/change/judge-proof'
import { isNameless } from '@/lib/domain/change/served-answers'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import { AnswerMarks } from './answer-marks'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'
import { ChangeObserver } from './change-observer'
import { expectedAddresses, readyAddresses } from './expected-addresses'
import { findOwnSlices } from './find-own-slices'
import { keepAsking, waitForDns } from './wait-for-dns'
import { within } from './within'

export interface Proof {
  done: Promise<void>
  /** Ends it early and leaves the change where it stands; the next console goes on from there. */
  stop(): void
}

export interface ProofOptions {
  cluster: ClusterForChanges
  ref: ServiceRef
  clock: Clock
  journal: ChangeJournal
  /** How long a verified change is watched over before it counts as completed. */
  soakMs: number
}

const watchMs = 30_000
const lookMs = 10_000
const lookAgainMs = 60_000
const readyEveryMs = 500
// How long the name is asked for after it was seen first.
const seenMs = 10_000

/**
 * Proves an applied change in the background, from wherever its journal stands: the watch shows it, the cluster's DNS answers the new target, the
 * target resolves and serves, and nothing that was to go is left; then it soaks, looked at every minute and guarded against somebody who writes the old target back.
 */
export function proveChange(options: ProofOptions): Proof {
  const { cluster, ref, clock, journal } = options
  const observer = new ChangeObserver(cluster, ref, clock, journal.entry)
  const done = runProof(observer, options)
    .catch(() => journal.step('inconclusive', 'The proof was broken off.'))
    .finally(() => observer.close())
    .then(() => journal.written())
  return { done, stop: () => observer.stop() }
}

interface Proving extends ProofOptions {
  marks: AnswerMarks
}

async function runProof(observer: ChangeObserver, given: ProofOptions): Promise<void> {
  const { journal } = given
  const options = { ...given, marks: new AnswerMarks(journal.entry, appliedAtMs(journal.entry)) }
  if (journal.entry.state === 'applied' || journal.entry.state === 'observed-live') await seeOnWatch(observer, options)
  if (observer.hasEnded) return tellEnd(observer, journal)
  if (journal.entry.state === 'propagating') await seeInDns(observer, options)
  if (observer.hasEnded) return tellEnd(observer, journal)
  if (journal.entry.state === 'verifying') await verify(observer, options)
  if (observer.hasEnded) return tellEnd(observer, journal)
  if (journal.entry.state === 'soaking') {
    const isMoved = !isSamePlace(journal.entry.from, journal.entry.to)
    const asking =
      isMoved && keepAsking(observer, options, Math.min(options.clock.now() + seenMs, soakUntilMs(journal.entry)))
    await Promise.all([asking, soak(observer, options)])
  }
  tellEnd(observer, journal)
}

async function seeOnWatch(observer: ChangeObserver, { journal }: ProofOptions): Promise<void> {
  await observer.until((sighting) => sighting.kind !== 'before', watchMs)
  if (observer.hasEnded) return
  const isShown = observer.sighting.kind === 'shown'
  journal.step('propagating', isShown ? 'The watch shows the change.' : 'The watch has not shown the change yet.')
}

async function seeInDns(observer: ChangeObserver, options: Proving): Promise<void> {
  const { journal, clock } = options
  if (isSamePlace(journal.entry.from, journal.entry.to))
    return journal.step('verifying', 'The name leads where it led: nothing of the change reaches DNS.')
  const served = await waitForDns(observer, options)
  if (observer.hasEnded) return
  if (!served.isServed) return journal.step('inconclusive', served.note)
  const tookSeconds = Math.max(0, clock.now() - appliedAtMs(journal.entry)) / 1000
  const took = tookSeconds < 0.1 ? '< 0.1 s' : `${tookSeconds.toFixed(1)} s`
  journal.step('verifying', `${served.note} after ${took}.`)
}

async function verify(observer: ChangeObserver, options: ProofOptions): Promise<void> {
  const { journal, clock, soakMs } = options
  const left = await leftSlices(observer, options)
  const { outcome, note } = left === null ? await look(observer, options) : left
  if (observer.hasEnded) return
  if (outcome === 'broken') journal.step('failed', note)
  else if (outcome === 'unsure') journal.step('inconclusive', note)
  else journal.soak(new Date(clock.now() + soakMs).toISOString(), note)
}

async function soak(observer: ChangeObserver, options: ProofOptions): Promise<void> {
  const { journal, clock } = options
  const untilMs = soakUntilMs(journal.entry)
  for (let failures = 0; !observer.hasEnded; ) {
    const leftMs = untilMs - clock.now()
    if (leftMs <= 0) return journal.step('completed', 'Nothing got worse while it soaked.')
    await observer.until(() => false, Math.min(leftMs, lookAgainMs))
    if (observer.hasEnded || clock.now() >= untilMs) continue
    const { outcome, note } = await look(observer, options)
    failures = outcome === 'broken' ? failures + 1 : 0
    // One failure may be a resolver's; two in a row are the target's.
    if (failures >= 2 && !observer.hasEnded) return journal.step('failed', note)
  }
}

async function look(observer: ChangeObserver, options: ProofOptions): Promise<ProofJudgement> {
  const { cluster, ref, clock, journal } = options
  const { from, to, kind } = journal.entry
  if (isSamePlace(from, to)) return { outcome: 'serves', note: 'The Service carries it.' }
  if (to.type === 'absent') return { outcome: 'serves', note: 'The Service is gone, and its name with it.' }
  if (to.type !== 'ExternalName') return lookAtAddresses(observer, options)
  // There is nobody to ask: it leads nowhere, as it did before.
  if (kind === 'undo' && isNameless(to)) return { outcome: 'serves', note: `${placeOf(to)} is an address, as before.` }
  const [answers, probed] = await observer.orStopped(
    Promise.all([
      within(clock, cluster.monitor.askTarget(to.target ?? ''), lookMs, []),
      within(clock, cluster.probe(ref), lookMs, null),
    ]),
    [[], null],
  )
  return judgeProof({ answers, probed }, journal.entry)
}

async function lookAtAddresses(
  observer: ChangeObserver,
  { cluster, ref, clock, journal }: ProofOptions,
): Promise<ProofJudgement> {
  const name = serviceDnsName(ref.namespace, ref.name, cluster.clusterDomain)
  const { from, to } = journal.entry
  const [served, addresses, ready] = await observer.orStopped(
    Promise.all([
      cluster.monitor.askServiceNameEach(name, 'addresses'),
      expectedAddresses(cluster, ref, to),
      awaitReady(observer, { cluster, ref, clock }),
    ]),
    [[], null, null],
  )
  if (ready?.length === 0) return { outcome: 'broken', note: 'No endpoint of the Service is ready.' }
  const judged = judgeServed(served, { from, to: addresses === null ? to : { ...to, addresses } })
  const endpoints =
    ready === null ? '' : ` ${ready.length} ${ready.length === 1 ? 'endpoint is' : 'endpoints are'} ready.`
  return judged.outcome === 'serves' ? { ...judged, note: `${judged.note}${endpoints}` } : judged
}

/** The ready endpoints, as soon as there are any: the controllers need a moment after the Service led to pods. Null where they cannot be read. */
async function awaitReady(
  observer: ChangeObserver,
  { cluster, ref, clock }: Pick<ProofOptions, 'cluster' | 'ref' | 'clock'>,
): Promise<readonly string[] | null> {
  const untilMs = clock.now() + lookMs
  for (;;) {
    const ready = await readyAddresses(cluster, ref).catch(() => null)
    if (ready === null || ready.length > 0 || clock.now() >= untilMs || observer.hasEnded) return ready
    await observer.until(() => false, readyEveryMs)
  }
}

/** What an undo was to delete and did not, as the console identity sees it; null when nothing is left. */
async function leftSlices(
  observer: ChangeObserver,
  { cluster, ref, journal }: ProofOptions,
): Promise<ProofJudgement | null> {
  const { kind, writes = [] } = journal.entry
  if (kind !== 'undo' || writes.length === 0) return null
  const names = (await observer.orStopped(findOwnSlices(cluster, ref), null)) ?? []
  if (names.length === 0) return null
  journal.left(names)
  const objects = names.map((name) => objectName({ kind: 'EndpointSlice', name })).join(' and ')
  return {
    outcome: 'unsure',
    note: `${objects} ${names.length > 1 ? 'are' : 'is'} left: undo the change again to delete it.`,
  }
}

// An undo tells the end of the change that it takes back itself.
function tellEnd({ sighting }: ChangeObserver, journal: ChangeJournal): void {
  const { kind } = sighting
  if (kind === 'before' || kind === 'shown' || kind === 'undone') return
  const state = kind === 'superseded' && !isProving(journal.entry) ? 'completed' : 'inconclusive'
  journal.step(kind === 'reverted' ? kind : state, sighting.note)
}

function soakUntilMs({ soakUntil, at }: ChangeEntry): number {
  return Date.parse(soakUntil ?? at)
}

function appliedAtMs({ steps, at }: ChangeEntry): number {
  return Date.parse(steps.find(({ state }) => state === 'applied' || state === 'observed-live')?.at ?? at)
}
