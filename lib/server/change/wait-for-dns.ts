import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { isAskable } from '@/lib/domain/change/check-target'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ServedName } from '@/lib/server/monitor/served-name'
import type { AnswerMarks } from './answer-marks'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'
import type { ChangeObserver } from './change-observer'

interface DnsQuestion {
  cluster: ClusterForChanges
  ref: ServiceRef
  clock: Clock
  journal: ChangeJournal
  marks: AnswerMarks
}

const dnsMs = 120_000
const askEveryMs = 500
const eagerMs = 15_000

/** Asks every resolver of the cluster's DNS for the Service's name until all of them give the new target, for two minutes at most. */
export async function waitForDns(
  observer: ChangeObserver,
  question: DnsQuestion,
): Promise<{ isServed: boolean; note: string }> {
  const { clock, journal, marks } = question
  const { to } = journal.entry
  if (!isAskable(to.target ?? '')) return { isServed: false, note: 'The cluster’s DNS cannot serve this target.' }
  const startMs = clock.now()
  let served: readonly ServedName[] = []
  while (clock.now() - startMs < dnsMs && !observer.hasEnded) {
    served = await askOnce(observer, question)
    if (served.length === 0 && !observer.hasEnded)
      return { isServed: false, note: 'The cluster’s DNS was not asked: none is configured.' }
    if (marks.isSeen) return { isServed: true, note: servedNote(served) }
    await observer.until(() => false, clock.now() - startMs < eagerMs ? askEveryMs : marks.untilNextMs(clock.now()))
  }
  const late = served.find(({ target }) => target === null || normaliseHost(target) !== to.target)
  return {
    isServed: false,
    note: `The cluster’s DNS still answers ${late?.target ?? 'no target'} after ${dnsMs / 1000} s.`,
  }
}

/** Goes on asking once a second until then, so that an old answer which comes back is seen. */
export async function keepAsking(observer: ChangeObserver, question: DnsQuestion, untilMs: number): Promise<void> {
  const { clock, marks } = question
  while (clock.now() < untilMs && !observer.hasEnded) {
    await askOnce(observer, question)
    await observer.until(() => false, marks.untilNextMs(clock.now()))
  }
}

async function askOnce(
  observer: ChangeObserver,
  { cluster, ref, clock, journal, marks }: DnsQuestion,
): Promise<readonly ServedName[]> {
  const serviceName = serviceDnsName(ref.namespace, ref.name, cluster.clusterDomain)
  const served = await observer.orStopped(cluster.monitor.askServiceNameEach(serviceName), [])
  if (observer.hasEnded || served.length === 0) return served
  marks.add(served, clock.now())
  journal.answered(marks.answers)
  return served
}

function servedNote([first, ...others]: readonly ServedName[]): string {
  return others.length === 0
    ? `${first?.resolver ?? 'The cluster’s DNS'} answers the new target`
    : `${others.length + 1} resolvers answer the new target`
}
