import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { ConsumerView } from '@/lib/contract/consumers'

const shownPlaces = 5

/** One object with the places where it names the alias or its target. */
export function ConsumerRow({ consumer }: { consumer: ConsumerView }) {
  const { kind, namespace, name, places, relation, certainty } = consumer
  const rest = places.length - shownPlaces
  return (
    <li className="grid grid-cols-[minmax(0,22rem)_minmax(0,1fr)] gap-x-6 gap-y-1 border-t border-line px-5 py-2 max-md:grid-cols-1 max-sm:px-4">
      <span className="min-w-0">
        <span className="block break-words">
          <span className="text-fg-3">{visibleText(kind)}</span> <span className="mono">{visibleText(name)}</span>
        </span>
        <span className="flex flex-wrap items-center gap-x-2 text-12 text-fg-3">
          in {visibleText(namespace)}
          {relation === 'bypasses' && certainty !== 'possible' && (
            <VerdictBadge severity="warning">does not follow</VerdictBadge>
          )}
        </span>
      </span>
      <ul className="min-w-0 text-12">
        {places.slice(0, shownPlaces).map(({ field, text, container }) => (
          <li key={`${field} ${text}`} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <span className="mono min-w-0 break-all text-fg">{visibleText(text)}</span>
            <span className="mono-11 min-w-0 break-all text-fg-3">{visibleText(field)}</span>
            {container !== null && <span className="sr-only">container {visibleText(container)}</span>}
          </li>
        ))}
        {rest > 0 && <li className="text-fg-3">and {rest === 1 ? 'one more place' : `${rest} more places`}</li>}
      </ul>
    </li>
  )
}
