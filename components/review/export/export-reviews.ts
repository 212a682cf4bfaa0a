import { csvCell } from '@/components/inventory/export/list-csv'
import { saveFile } from '@/components/ui/save-file'
import { readAllWindows } from '@/lib/client/read-all-windows'
import { listReviewsWindow, type ReviewsFilters } from '@/lib/client/review-queries'
import type { ReviewItem } from '@/lib/contract/reviews'
import { reviewStateWords } from '../review-state-words'
import { reviewKey } from '../review-words'

/** Saves the reviews that match as a table, in their order, at most 50 000. Throws ClientError. */
export async function exportReviews(filters: ReviewsFilters): Promise<{ rows: number; beyond: number | null }> {
  const read = (offset: number, limit: number) => listReviewsWindow(filters, offset, limit)
  const { items, beyond } = await readAllWindows<ReviewItem>(read, reviewKey)
  const day = new Date().toISOString().slice(0, 10)
  saveFile(new Blob([reviewsCsv(items)], { type: 'text/csv;charset=utf-8' }), `reviews-${day}.csv`)
  return { rows: items.length, beyond }
}

const head = [
  ...['State', 'Due', 'Cluster', 'Namespace', 'Alias', 'Environment', 'Team', 'Owner', 'Owner from', 'Target'],
  ...['Last decision', 'By', 'At', 'Holds until', 'Reason', 'New owner', 'Bound to', 'Now', 'Changed since'],
  ...['Written by', 'Written at', 'Verdict', 'Findings', 'Consumers', 'Bypasses', 'Consumers not read'],
]

/** Reviews as CSV (RFC 4180), harmless in a spreadsheet; times are ISO 8601. */
export function reviewsCsv(items: readonly ReviewItem[]): string {
  const lines = items.map((item) => {
    const { state, dueAt, cluster, namespace, name, environment, team, owner, target, last, hash, consumers } = item
    const what = [reviewStateWords[state], dueAt, cluster, namespace, name, environment]
    const whose = [team, owner?.value ?? null, owner?.source ?? null, target]
    const decided = [last?.decision ?? null, last?.by ?? null, last?.at ?? null, last?.until ?? null]
    const told = [last?.reason ?? null, last?.newOwner ?? null, last?.hash ?? null, hash]
    const changed = item.changes.map(({ field, before, after }) => `${field}: ${before ?? 'none'} > ${after ?? 'none'}`)
    const written = [changed.join('; '), item.changedBy, item.changedAt, item.verdict.summary]
    const found = item.findings.map(({ code }) => code).join(' ')
    return [
      ...what,
      ...whose,
      ...decided,
      ...told,
      ...written,
      found,
      consumers.names,
      consumers.bypasses,
      consumers.unread,
    ]
  })
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}
