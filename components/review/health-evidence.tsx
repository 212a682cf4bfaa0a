import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { Age } from '@/components/ui/age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { Evidence, EvidenceList } from './evidence-list'

const shownFindings = 4

/** How its target fares, as far as the console saw it, who uses it, and what the rules say. */
export function HealthEvidence({ item }: { item: ReviewItem }) {
  const { verdict, health, findings, consumers } = item
  return (
    <EvidenceList title="Health and use">
      <Evidence name="DNS">{visibleText(verdict.summary)}</Evidence>
      <Evidence name="Seen">
        {health === null ? (
          'nothing yet'
        ) : (
          <>
            {health.troubles === 0 ? 'no trouble' : `${health.troubles} times in trouble`} in the{' '}
            <Age at={health.since} /> that this console knows
            {health.lastTroubleAt !== null && (
              <>
                , last <Age at={health.lastTroubleAt} suffix="ago" />
              </>
            )}
          </>
        )}
      </Evidence>
      <Evidence name="Consumers">
        {consumerWords(consumers)}
        {consumers.unread !== null && <span className="block text-fg-3">{visibleText(consumers.unread)}</span>}
      </Evidence>
      <Evidence name="Findings">
        {findings.length === 0
          ? 'none'
          : findings.slice(0, shownFindings).map(({ code, severity }) => (
              <span key={code} className="mr-3 inline-flex items-center gap-1">
                <SeverityGlyph severity={severity} size={14} /> {findingWords(code)}
              </span>
            ))}
        {findings.length > shownFindings && (
          <Link href={aliasHref(item)} prefetch={false} className="underline underline-offset-2">
            {findings.length - shownFindings} more
          </Link>
        )}
      </Evidence>
    </EvidenceList>
  )
}

function consumerWords({ names, bypasses, unread }: ReviewItem['consumers']): string {
  const known = unread === null ? '' : 'at least '
  if (names + bypasses === 0) return unread === null ? 'none found' : 'none known'
  const named = `${names} ${names === 1 ? 'workload names' : 'workloads name'} it`
  return `${known}${named}, ${bypasses === 0 ? 'no bypass' : `${bypasses} go past it`}`
}
