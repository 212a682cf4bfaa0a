import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { judgeAnswers } from '@/lib/domain/change/check-resolution'
import { isAskable } from '@/lib/domain/change/check-target'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'
import { ChangeObserver } from './change-observer'

export interface Proof {
  done: Promise<void>
  /** Ends it early and says why. */
  stop(why: string): void
}

const watchMs = 30_000
const dnsMs = 120_000
const soakMs = 10 * 60_000
const askEveryMs = 500
const askSlowlyMs = 2_000
const eagerMs = 15_000

/**
 * Proves an applied change in the background: the watch shows it, the cluster's DNS answers the new target, the target resolves. Afterwards it
 * looks for 10 minutes whether somebody writes the old target back.
 */
export function proveChange(cluster: ClusterForChanges, ref: ServiceRef, clock: Clock, journal: ChangeJournal): Proof {
  const observer = new ChangeObserver(cluster, ref, clock, journal.entry)
  const done = runProof(observer, cluster, ref, clock, journal)
    .catch(() => journal.step('inconclusive', 'The proof was broken off.'))
    .finally(() => observer.close())
    .then(() => journal.written())
  return { done, stop: (why) => observer.stop(why) }
}

async function runProof(
  observer: ChangeObserver,
  cluster: ClusterForChanges,
  ref: ServiceRef,
  clock: Clock,
  journal: ChangeJournal,
): Promise<void> {
  const startMs = clock.now()
  await observer.until((sighting) => sighting.kind !== 'before', watchMs)
  if (observer.isOver(journal)) return
  const isShown = observer.sighting.kind === 'shown'
  journal.step('propagating', isShown ? 'The watch shows the change.' : 'The watch has not shown the change yet.')
  const served = await waitForDns(observer, cluster, ref, clock, journal.entry)
  if (observer.isOver(journal)) return
  const tookSeconds = (clock.now() - startMs) / 1000
  const took = tookSeconds < 0.1 ? '< 0.1 s' : `${tookSeconds.toFixed(1)} s`
  journal.step('verifying', served.isServed ? `${served.note} after ${took}.` : served.note)
  const answers = await observer.orStopped(cluster.monitor.askTarget(journal.entry.to.target ?? ''), [])
  const judged = judgeAnswers(answers)
  if (observer.isOver(journal)) return
  if (judged.state === 'block') journal.step('failed', judged.evidence)
  else if (judged.state === 'warn' || !served.isServed)
    journal.step('inconclusive', served.isServed ? judged.evidence : served.note)
  else journal.step('completed', judged.evidence)
  await observer.until(({ kind }) => kind === 'over', soakMs)
  observer.isOver(journal)
}

async function waitForDns(
  observer: ChangeObserver,
  cluster: ClusterForChanges,
  ref: ServiceRef,
  clock: Clock,
  { to }: ChangeEntry,
): Promise<{ isServed: boolean; note: string }> {
  if (!isAskable(to.target ?? '')) return { isServed: false, note: 'The cluster’s DNS cannot serve this target.' }
  const serviceName = serviceDnsName(ref.namespace, ref.name, cluster.clusterDomain)
  const startMs = clock.now()
  let last: string | null = null
  while (clock.now() - startMs < dnsMs && !observer.hasEnded) {
    const unanswered = { target: null, resolver: '' }
    const question = cluster.monitor.askServiceName(serviceName).catch(() => unanswered)
    const answer = await observer.orStopped(question, unanswered)
    if (answer === null) return { isServed: false, note: 'The cluster’s DNS was not asked: none is configured.' }
    last = answer.target === null ? null : normaliseHost(answer.target)
    if (last === to.target) return { isServed: true, note: `${answer.resolver} answers the new target` }
    const pauseMs = clock.now() - startMs < eagerMs ? askEveryMs : askSlowlyMs
    await observer.until(({ kind }) => kind === 'over', pauseMs)
  }
  return { isServed: false, note: `The cluster’s DNS still answers ${last ?? 'no target'} after ${dnsMs / 1000} s.` }
}
