import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { sayPerVantage } from '@/lib/domain/resolution/say-per-vantage'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import type { Answer } from './change-evidence'

/** How sure it is that clients will reach addresses: `pass` resolves, `block` surely does not, `warn` nobody can say. */
export interface ResolutionJudgement {
  state: 'pass' | 'warn' | 'block'
  evidence: string
}

const resolving: readonly OutcomeCode[] = ['OK', 'OK_V4_ONLY', 'OK_V6_ONLY']
const broken: readonly OutcomeCode[] = [
  'NXDOMAIN_ORIGIN',
  'NXDOMAIN_AT_HOP',
  'NODATA',
  'INVALID_NAME',
  'IP_LITERAL',
  'CNAME_LOOP',
  'CHAIN_TOO_LONG',
]

/**
 * What the vantages' answers for a host mean for its clients. They ask the cluster's DNS, so that one decides where it is configured; when it
 * did not answer, the outside view can only make it worse. No answer at all is a warning, never a pass.
 */
export function judgeAnswers(answers: readonly VantageAnswer[]): ResolutionJudgement {
  const said = answers.map(({ vantage, verdict }) => ({ vantage, words: verdict.summary }))
  const evidence = sayPerVantage(said) || 'Nobody was asked.'
  const cluster = answers.find(({ vantage }) => vantage === 'cluster')
  const outside = answers.find(({ vantage }) => vantage === 'outside')
  const first = cluster ?? outside
  if (!first) return { state: 'warn', evidence }
  const state = stateOf(first)
  const isUnsure = first === cluster && cluster.verdict.severity === 'unknown' && outside !== undefined
  return { state: isUnsure && stateOf(outside) === 'block' ? 'block' : state, evidence }
}

/** The checks of a target that need its resolution: it resolves, nowhere special, and how long its chain may be cached. */
export function checkResolution(answers: readonly VantageAnswer[]): Answer[] {
  const { state, evidence } = judgeAnswers(answers)
  const titles = {
    pass: 'The target resolves',
    warn: 'Whether the target resolves is not certain',
    block: 'The target does not resolve',
  }
  const found: Answer[] = [{ code: 'target-resolves', state, title: titles[state], evidence }]
  const special = answers
    .flatMap(({ verdict }) => verdict.notes)
    .find(({ code, severity }) => code === 'SPECIAL_IP' && severity === 'critical')
  if (special) {
    found.push({
      code: 'target-address',
      state: 'block',
      title: 'The target has an address no target should have',
      evidence: special.evidence,
    })
  }
  const ttl = chainTtl(answers)
  return ttl ? [...found, ttl] : found
}

/** A warning when both colours lead to the very same addresses, so that a switch would change nothing; nothing where they cannot be compared. */
export function checkSameAddresses(left: readonly VantageAnswer[], target: readonly VantageAnswer[]): Answer[] {
  const code = 'addresses-differ'
  const compared = target.flatMap(({ vantage, addresses }) => {
    const others = left.find((answer) => answer.vantage === vantage)?.addresses ?? []
    return addresses.length > 0 && others.length > 0 ? [{ vantage, addresses, others }] : []
  })
  const same = compared.find(({ addresses, others }) => isSameSet(addresses, others))
  if (same) {
    const evidence = `${same.vantage}: ${[...same.addresses].sort().join(', ')}`
    return [{ code, state: 'warn', title: 'Blue and green have the same addresses', evidence }]
  }
  const [first] = compared
  if (!first) return []
  const evidence = `${first.vantage}: ${first.addresses.length} here, ${first.others.length} there`
  return [{ code, state: 'pass', title: 'Blue and green have addresses of their own', evidence }]
}

function stateOf({ verdict }: VantageAnswer): ResolutionJudgement['state'] {
  if (resolving.includes(verdict.code)) return 'pass'
  return broken.includes(verdict.code) ? 'block' : 'warn'
}

function chainTtl(answers: readonly VantageAnswer[]): Answer | null {
  const hops = answers.flatMap(({ hops }) => hops)
  const slowest = hops.reduce<(typeof hops)[number] | null>(
    (worst, hop) => (worst === null || hop.ttlHighestSeconds > worst.ttlHighestSeconds ? hop : worst),
    null,
  )
  if (!slowest) return null
  const evidence = `${slowest.owner} ${slowest.type}: ${slowest.ttlHighestSeconds} s`
  if (slowest.ttlHighestSeconds <= 60) {
    return { code: 'chain-ttl', state: 'pass', title: 'The chain of the target is cached for at most 60 s', evidence }
  }
  const isLong = slowest.ttlHighestSeconds > 300
  const title = `A chain of the target may be cached for ${isLong ? 'more than 300' : 'more than 60'} s`
  return { code: 'chain-ttl', state: isLong ? 'warn' : 'info', title, evidence }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a)
  return set.size === new Set(b).size && b.every((address) => set.has(address))
}
