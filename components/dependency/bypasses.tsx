import { ConsumerRow } from '@/components/consumer/consumer-row'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'

/** What names the host itself, so that no change of an alias reaches it, and what was not read. */
export function Bypasses({ use: { bypasses, unread } }: { use: DependencyDetail['use'] }) {
  const rest = bypasses.total - bypasses.items.length
  return (
    <>
      {bypasses.total > 0 && (
        <>
          <h3 className="px-5 pt-4 pb-1 font-semibold max-sm:px-4">Goes past them</h3>
          <p className="px-5 pb-2 text-12 text-fg-3 max-sm:px-4">
            Names the host itself: a change of an alias does not reach it.
          </p>
          <ul aria-label="What goes past the aliases">
            {bypasses.items.map((item) => (
              <ConsumerRow key={`${item.cluster} ${item.kind} ${item.namespace}/${item.name}`} consumer={item} />
            ))}
          </ul>
          {rest > 0 && <p className="border-t border-line px-5 py-2 text-12 text-fg-3 max-sm:px-4">and {rest} more</p>}
        </>
      )}
      {unread !== null && (
        <p className="px-5 py-2.5 text-12 text-fg-3 max-sm:px-4">
          Not everything that may use it could be read: {visibleText(unread)}.
        </p>
      )}
    </>
  )
}
