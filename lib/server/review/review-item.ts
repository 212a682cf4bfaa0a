import type { ReviewItem } from '@/lib/contract/reviews'
import { decisionEndMs } from '@/lib/domain/review/review-cadence'
import { reviewHealth } from '@/lib/domain/review/review-health'
import { reviewSubject } from '@/lib/domain/review/review-subject'
import { subjectChanges } from '@/lib/domain/review/subject-changes'
import type { ConsumerSight } from '@/lib/server/findings/consumer-sight'
import { judgeAlias } from '@/lib/server/findings/judge-alias'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { reviewHash } from './review-hash'
import type { ReviewedAlias } from './reviewed-alias'

const mostFindings = 20

export interface ReviewSight {
  consumers: ConsumerSight
  maySign: boolean | null
}

/** An alias with all that a decision about it rests on. */
export function reviewItem(runtime: ConsoleRuntime, reviewed: ReviewedAlias, sight: ReviewSight): ReviewItem {
  const { cluster, row, alias, judgement, team } = reviewed
  const { last, state, dueAt, isUnchanged, isChanged, remade } = judgement
  const { namespace, name, uid, type, target, ports, owner, environment, severity, changedAt, changedBy } = row
  const nowMs = runtime.clock.now()
  const holdsUntil = new Date(decisionEndMs(runtime.config.reviews, environment, 'confirm', nowMs)).toISOString()
  return {
    ...{ cluster: cluster.id, namespace, name, uid, type, target, ports, owner, environment, severity },
    ...{ changedAt, changedBy, team, state, dueAt, last, isUnchanged, remade, holdsUntil },
    verdict: { severity: row.verdict.severity, summary: row.verdict.summary },
    contacts: [...(runtime.teams.find(owner?.value ?? null)?.contacts ?? [])],
    hash: reviewHash(alias),
    previous: cluster.reviews.entriesOf(alias).at(-1)?.id ?? null,
    changes: last === null || !isChanged ? [] : subjectChanges(last.subject, reviewSubject(alias)),
    damaged: cluster.reviews.damageOf(alias),
    lastChange: lastChangeOf(runtime, reviewed),
    health:
      alias.target === null
        ? null
        : reviewHealth(cluster.monitor.history(alias.target), last === null ? null : Date.parse(last.at)),
    consumers: consumersOf(reviewed, sight.consumers),
    findings: judgeAlias(cluster, runtime.inventory, alias, { sight: sight.consumers, nowMs })
      .filter(({ suppressed, severity: weight }) => suppressed === null && weight !== 'ok')
      .slice(0, mostFindings)
      .map(({ code, severity: weight }) => ({ code, severity: weight })),
    maySign: sight.maySign,
  }
}

function lastChangeOf(runtime: ConsoleRuntime, { alias }: ReviewedAlias): ReviewItem['lastChange'] {
  const change = runtime.changes.lastChange(alias)
  if (change === null) return null
  const { id, kind, by, at } = change
  return { id, kind, by, at }
}

function consumersOf({ alias, row }: ReviewedAlias, sight: ConsumerSight): ReviewItem['consumers'] {
  const { consumers, isWhole } = sight.of(alias, row.group)
  const names = consumers.filter(({ relation }) => relation === 'names').length
  const unread = sight.unread ?? (isWhole ? null : 'it is read anew since the alias was written')
  return { names, bypasses: consumers.length - names, unread }
}
