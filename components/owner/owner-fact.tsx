import { visibleText } from '@/components/ui/visible-text'
import type { ServiceDetail } from '@/lib/contract/services'
import { DescribeOne } from './describe-one'

const shownOverruled = 3

/** Who answers for the alias, by which evidence, and what else names somebody; the last writer is only whom to ask. */
export function OwnerFact({ detail }: { detail: ServiceDetail }) {
  const { row, ownerEvidence } = detail
  const overruled = ownerEvidence.slice(1, 1 + shownOverruled).filter(({ value }) => value !== row.owner?.value)
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        {row.owner === null ? (
          <span className="text-fg-3">nobody is named</span>
        ) : (
          <>
            <span className="min-w-0 break-words">{visibleText(row.owner.value)}</span>
            <span className="text-11 text-fg-3">{row.owner.source}</span>
          </>
        )}
        <DescribeOne detail={detail} />
      </span>
      {row.owner === null && row.changedBy !== null && (
        <span className="block text-12 text-fg-3">
          A suggestion, no owner: {visibleText(row.changedBy)} wrote it last.
        </span>
      )}
      {overruled.map(({ value, source }) => (
        <span key={source} className="block text-12 break-words text-fg-3">
          Overruled: {visibleText(value)} <span className="text-11">{source}</span>
        </span>
      ))}
    </>
  )
}
