import { isAskable } from '@/lib/domain/change/check-target'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import { answerMark, isNameless } from '@/lib/domain/change/served-answers'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ServedName } from '@/lib/server/monitor/served-name'
import { type AnswerMarks, placeServed } from './answer-marks'
import type { ClusterForChanges } from './change-engine-deps'
import type { ChangeJournal } from './change-journal'
import type { ChangeObserver } from './change-observer'
import { expectedAddresses } from './expected-addresses'

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
const newNameMs = 2_000

/** Asks every resolver of the cluster's DNS for the Service's name until all of them give the new target, or addresses, for two minutes at most. */
export async function waitForDns(
  observer: ChangeObserver,
  question: DnsQuestion,
): Promise<{ isServed: boolean; note: string }> {
  const { clock, journal, marks } = question
  const { to } = journal.entry
  const isBackAtAddress = journal.entry.kind === 'undo' && isNameless(to)
  if (to.type === 'ExternalName' && !isBackAtAddress && !isAskable(to.target ?? ''))
    return { isServed: false, note: 'The cluster’s DNS cannot serve this target.' }
  // Asked for too early, a new name is cached as one that is not there, for half a minute and for everybody.
  if (journal.entry.from.type === 'absent') await observer.until(() => false, newNameMs)
  const startMs = clock.now()
  let served: readonly ServedName[] = []
  while (clock.now() - startMs < dnsMs && !observer.hasEnded) {
    served = await askOnce(observer, question)
    if (served.length === 0 && !observer.hasEnded)
      return { isServed: false, note: 'The cluster’s DNS was not asked: none is configured.' }
    if (marks.isSeen) return { isServed: true, note: servedNote(served, to) }
    await observer.until(() => false, clock.now() - startMs < eagerMs ? askEveryMs : marks.untilNextMs(clock.now()))
  }
  const late = served.find((each) => answerMark(placeServed(each), journal.entry) !== 'n')
  return {
    isServed: false,
    note: `The cluster’s DNS still answers ${late ? answerWords(late) : 'no target'} after ${dnsMs / 1000} s.`,
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
  const { to } = journal.entry
  const want = to.type === 'ExternalName' || to.type === 'absent' ? 'alias' : 'addresses'
  const [served, addresses] = await observer.orStopped(
    Promise.all([cluster.monitor.askServiceNameEach(serviceName, want), expectedAddresses(cluster, ref, to)]),
    [[], null],
  )
  if (observer.hasEnded || served.length === 0) return served
  marks.add(served, clock.now(), addresses)
  journal.answered(marks.answers)
  return served
}

function servedNote([first, ...others]: readonly ServedName[], to: Endpoint): string {
  const what = answeredWords(first, to)
  return others.length === 0
    ? `${first?.resolver ?? 'The cluster’s DNS'} answers ${what}`
    : `${others.length + 1} resolvers answer ${what}`
}

function answeredWords(first: ServedName | undefined, to: Endpoint): string {
  if (to.type === 'absent') return 'that there is no such name'
  if (to.type !== 'ExternalName') return first?.addresses.join(', ') ?? ''
  return isNameless(to) ? 'that there is no such name, as before' : 'the new target'
}

function answerWords({ target, addresses }: ServedName): string {
  return target ?? (addresses.length > 0 ? addresses.join(', ') : 'no target')
}
