import { clsx } from 'clsx'
import { severityText } from '@/components/ui/severity-text'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import { troubleWords } from './verdict-words'

/** Whether the row is told by where it leads; else by its verdict in words. */
export function leadsSomewhere({ verdict, addresses, finding }: Row): boolean {
  return addresses.length > 0 && finding === null && (verdict.severity === 'ok' || verdict.severity === 'info')
}

/** The first address and how many more, or the verdict in words. */
export function LeadsTo({ row }: { row: Row }) {
  if (!leadsSomewhere(row)) {
    return (
      <span
        className={clsx('block truncate text-12', severityText[row.finding?.severity ?? row.verdict.severity])}
        title={row.verdict.summary}
      >
        {troubleWords(row)}
      </span>
    )
  }
  const [first = '', ...rest] = row.addresses
  return (
    <span className="mono block truncate text-fg-2" title={row.addresses.slice(0, 20).map(visibleText).join('\n')}>
      {visibleText(first)}
      {rest.length > 0 && <span className="text-fg-3"> +{rest.length}</span>}
    </span>
  )
}
