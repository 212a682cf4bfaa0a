import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import { Evidence, EvidenceList } from './evidence-list'

/** Whose it is and by what evidence, who wrote it last, and the last change that was made from here. */
export function HistoryEvidence({ item }: { item: ReviewItem }) {
  const { owner, team, contacts, changedBy, changedAt, lastChange, environment } = item
  return (
    <EvidenceList title="Owner and history">
      <Evidence name="Owner">
        {owner === null ? (
          <span className="text-warning">unowned</span>
        ) : (
          <>
            <bdi>{visibleText(owner.value)}</bdi>, from {owner.source}
          </>
        )}
      </Evidence>
      {team !== null && team !== owner?.value && <Evidence name="Team">{visibleText(team)}</Evidence>}
      {contacts.length > 0 && (
        <Evidence name="Ask">
          {contacts.map(({ text, href }) => (
            <span key={text} className="block truncate">
              {href === null ? (
                visibleText(text)
              ) : (
                <a href={href} rel="noreferrer" target="_blank" className="underline underline-offset-2">
                  {visibleText(text)}
                </a>
              )}
            </span>
          ))}
        </Evidence>
      )}
      <Evidence name="Written by">
        {changedBy === null ? 'nobody knows' : visibleText(changedBy)}, <Age at={changedAt} suffix="ago" />
      </Evidence>
      <Evidence name="Last change">
        {lastChange === null ? (
          'none known'
        ) : (
          <Link href={aliasHref(item, 'changes')} prefetch={false} className="underline underline-offset-2">
            {lastChange.kind} by {visibleText(lastChange.by ?? 'somebody')}, <Age at={lastChange.at} suffix="ago" />
          </Link>
        )}
      </Evidence>
      {environment !== null && (
        <Evidence name="Environment">
          <EnvironmentPip environment={environment} />
        </Evidence>
      )}
    </EvidenceList>
  )
}
