import { inClusterName } from '@/lib/domain/change/in-cluster-name'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import type { OutcomeCode, Verdict } from '@/lib/domain/resolution/verdict'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import type { HostView, Side } from './host-view'

export interface InsightRow {
  cluster: string
  namespace: string
  target: string | null
  severity: Severity
  verdict: Verdict
  vantage: VantageName | null
  brokenAt: string | null
  owner: { value: string } | null
}

/** What is known about a host: the newest answers, and how they changed, oldest first. */
export interface HostEvidence {
  answers: readonly VantageAnswer[]
  history: readonly VerdictChange[]
}

export interface InsightContext {
  clusterDomainOf(cluster: string): string
  evidenceOf(cluster: string, host: string): HostEvidence
}

export interface HostInsight {
  host: string
  severity: Severity
  severities: Severity[]
  code: OutcomeCode
  note: string | null
  aliases: number
  outOf: number
  namespaces: number
  owners: number
  view: HostView
  side: Side | null
  since: string | null
  isSinceFirstAnswer: boolean
}

/** The one host that explains two or more of the critical and warning rows: the worst first, then the one with most rows. Null when none does. */
export function hostInsight(rows: readonly InsightRow[], context: InsightContext): HostInsight | null {
  const lead = leadingRows(rows)
  const [worst] = lead ?? []
  if (lead === null || worst?.target == null || worst.vantage === null) return null
  const { target: host, vantage, verdict, cluster, severity } = worst
  const severities = [...new Set(lead.map((row) => row.severity))]
  const { answers, history } = context.evidenceOf(cluster, host)
  const clusters = [...new Set(lead.map((row) => row.cluster))]
  const seen = new Set(clusters.map((each) => codesOf(context.evidenceOf(each, host).answers)))
  const view = seen.size > 1 ? 'clusters-differ' : viewOf(vantage, verdict.code, answers)
  return {
    host,
    severity,
    severities,
    code: verdict.code,
    note: decidingNote(verdict),
    aliases: lead.length,
    outOf: rows.filter((row) => severities.includes(row.severity)).length,
    namespaces: new Set(lead.map((row) => `${row.cluster}/${row.namespace}`)).size,
    owners: new Set(lead.flatMap((row) => row.owner?.value ?? [])).size,
    view,
    side:
      inClusterName(host, context.clusterDomainOf(cluster)) === null
        ? sideOf(worst, view, { answers, history })
        : 'ours',
    ...beginning(vantage, verdict, history),
  }
}

/** The rows of the leading host, worst first; of hosts alike the first by name. */
function leadingRows(rows: readonly InsightRow[]): InsightRow[] | null {
  const byHost = new Map<string, InsightRow[]>()
  for (const row of rows) {
    // What a rule says of an alias is no matter of its host.
    if (row.target === null || row.severity !== row.verdict.severity) continue
    if (row.severity !== 'critical' && row.severity !== 'warning') continue
    const known = byHost.get(row.target)
    if (known === undefined) byHost.set(row.target, [row])
    else known.push(row)
  }
  const [first] = [...byHost]
    .filter(([, own]) => own.length > 1)
    .map(([host, own]) => ({ host, own, rank: Math.min(...own.map(({ severity }) => severityRank(severity))) }))
    .sort((a, b) => a.rank - b.rank || b.own.length - a.own.length || (a.host < b.host ? -1 : 1))
  return first === undefined
    ? null
    : first.own.toSorted(
        (a, b) => severityRank(a.severity) - severityRank(b.severity) || (a.cluster < b.cluster ? -1 : 1),
      )
}

/** A name that resolves is complained about because of a note, not of its outcome. */
function decidingNote({ code, severity, notes }: Verdict): string | null {
  if (code !== 'OK' && code !== 'OK_V4_ONLY' && code !== 'OK_V6_ONLY') return null
  return notes.find((note) => note.severity === severity)?.code ?? null
}

/** What each vantage of a cluster came to. */
function codesOf(answers: readonly VantageAnswer[]): string {
  return answers
    .map(({ vantage, verdict }) => `${vantage} ${verdict.code}`)
    .sort()
    .join()
}

function viewOf(vantage: VantageName, code: OutcomeCode, answers: readonly VantageAnswer[]): HostView {
  const other = answers.find((answer) => answer.vantage !== vantage)
  if (other?.verdict.code === code) return 'alike'
  if (other === undefined || other.addresses.length === 0) return vantage
  return vantage === 'cluster' ? 'only-cluster' : 'only-outside'
}

const oursByItself: ReadonlySet<OutcomeCode> = new Set(['INVALID_NAME', 'IP_LITERAL'])
const saidByZone: ReadonlySet<OutcomeCode> = new Set([
  'NXDOMAIN_AT_HOP',
  'CNAME_LOOP',
  'CHAIN_TOO_LONG',
  'SERVFAIL_DNSSEC',
])
const saidOfName: ReadonlySet<OutcomeCode> = new Set(['NXDOMAIN_ORIGIN', 'NODATA'])

/**
 * Whose it is, as far as the verdicts prove it: ours when the target itself cannot work, or when only the cluster fails; the provider's when its
 * zone says the same to both vantages. A target that has no record may as well be misspelt, unless it had one before.
 */
function sideOf(
  { target, verdict, brokenAt, vantage }: InsightRow,
  view: HostView,
  { answers, history }: HostEvidence,
): Side | null {
  const { code } = verdict
  if (oursByItself.has(code)) return 'ours'
  if (decidingNote(verdict) !== null) return null
  const isClusterWithout = answers.every((answer) => answer.vantage !== 'cluster' || answer.addresses.length === 0)
  if (view === 'only-cluster' && isClusterWithout) return 'ours'
  if (view !== 'alike') return null
  if (saidByZone.has(code)) return 'provider'
  const wasThere = history.some((change) => change.vantage === vantage && change.terminal !== null)
  return saidOfName.has(code) && (brokenAt !== target || wasThere) ? 'provider' : null
}

/** When the vantage began to say what it says now; before its first answer nothing is known. */
function beginning(
  vantage: VantageName,
  { code, severity }: Verdict,
  history: readonly VerdictChange[],
): Pick<HostInsight, 'since' | 'isSinceFirstAnswer'> {
  const own = history.filter((change) => change.vantage === vantage)
  const before = own.findLastIndex((change) => change.code !== code || change.severity !== severity)
  const first = own[before + 1]
  if (first === undefined) return { since: null, isSinceFirstAnswer: false }
  const isKnown = before >= 0 || (first.previousCode !== null && first.previousCode !== code)
  return { since: first.at, isSinceFirstAnswer: !isKnown }
}
