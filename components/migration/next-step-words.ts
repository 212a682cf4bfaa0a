import { absoluteTime } from '@/components/ui/format-age'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationSummary } from '@/lib/contract/migrations'

/** What a migration waits for, as one line. */
export function nextStepWords({ kind, title, left, until }: NonNullable<MigrationSummary['next']>): string {
  const said = visibleText(title)
  switch (kind) {
    case 'attest':
      return left === 1 ? `To vouch for: ${said}` : `${left} to vouch for, first: ${said}`
    case 'change':
      return left === 1 ? `To change: ${said}` : `${left} changes to make: ${said}`
    case 'wait':
      return until === null ? said : `Soaks until ${absoluteTime(until)}`
    case 'prove':
    case 'merge':
    case 'decide':
    case 'clear':
      return said
    case 'finish':
      return 'To be finished'
  }
}

/** How the gate of its phase stands: `3 met, 2 open, 1 unknown`. */
export function gateCountWords({ met, open, unknown }: NonNullable<MigrationSummary['gates']>): string {
  if (met + open + unknown === 0) return 'nothing asked'
  const parts = [`${met} met`, ...(open > 0 ? [`${open} open`] : []), ...(unknown > 0 ? [`${unknown} unknown`] : [])]
  return parts.join(', ')
}
