import { chainNotes } from './chain-notes'
import { describeOutcome } from './describe-outcome'
import { findOutcome } from './find-outcome'
import { readEvidence } from './outcome-evidence'
import { outcomeSeverity } from './outcome-severity'
import type { Hop, OutcomeEvidence } from './resolution'
import { type Severity, severityRank } from './severity'
import type { Verdict, VerdictNote } from './verdict'
import type { FamilyWalk, WalkTrace } from './walk-trace'

/** A walk as people see it: `hops` are the CNAME records in order, then the addresses' records, sorted so that rotation is no change. */
export interface Judgement {
  verdict: Verdict
  hops: Hop[]
  addresses: string[]
  brokenAt: string | null
  evidence: OutcomeEvidence | null
}

/** Judges a walk: one outcome, its notes, and the name at which it broke. Pure and total: no trace makes it throw. */
export function judgeWalk(trace: WalkTrace): Judgement {
  const outcome = findOutcome(trace)
  const { A, AAAA } = trace.families
  const { links } = shownFamily(trace.families[outcome.family], A, AAAA)
  const records = [...sortRecords(A.addresses), ...sortRecords(AAAA.addresses)]
  const notes = chainNotes(links, records, outcome.code !== 'CHAIN_TOO_LONG')
  return {
    verdict: withNotes(
      {
        code: outcome.code,
        severity: outcomeSeverity[outcome.code],
        summary: inOnePiece(describeOutcome(trace, outcome)),
        notes: [],
      },
      notes,
    ),
    hops: links.concat(records),
    addresses: records.map(({ data }) => data),
    brokenAt: outcome.at,
    evidence: readEvidence(trace, outcome),
  }
}

/** The verdict with more notes; its severity becomes the worst of all. */
export function withNotes(verdict: Verdict, notes: readonly VerdictNote[]): Verdict {
  const severity = notes.reduce((worst, note) => worse(worst, note.severity), verdict.severity)
  return { ...verdict, severity, notes: [...verdict.notes, ...notes] }
}

// An `unknown` outcome stays unknown beside an information, which says nothing about it.
function worse(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b
}

// Kept for each host: V8 would keep a chain of the parts that it was put together from, three times as large.
function inOnePiece(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join('')
}

// With addresses the chain that reached them is shown, else the one that broke.
function shownFamily(decided: FamilyWalk, v4: FamilyWalk, v6: FamilyWalk): FamilyWalk {
  if (v4.addresses.length > 0) return v4
  return v6.addresses.length > 0 ? v6 : decided
}

function sortRecords(records: readonly Hop[]): Hop[] {
  return [...records].sort((a, b) => (a.data < b.data ? -1 : a.data > b.data ? 1 : 0))
}
