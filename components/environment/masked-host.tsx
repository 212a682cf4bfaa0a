import { clsx } from 'clsx'
import { splitHost } from '@/components/ui/split-host'
import { visibleText } from '@/components/ui/visible-text'
import type { CellEntryView } from '@/lib/contract/environments'

interface MaskedHostProps {
  host: string
  words: CellEntryView['words']
  /** Of which environment the cell is: the word of another one is pointed out. */
  environment: string
  isForeign: boolean
}

/** A host in mono with the words that are masked before it is compared dotted below, its suffix quiet, cut at the end. */
export function MaskedHost({ host, words, environment, isForeign }: MaskedHostProps) {
  const shown = visibleText(host)
  const own = splitHost(host).own.length
  // Places count in the host as it is; one with hidden characters is only shown.
  const marked = shown === host ? words : []
  return (
    <span dir="ltr" title={shown} translate="no" className="mono block min-w-0 truncate">
      {partsOf(shown, [own, ...marked.flatMap(({ start, end }) => [start, end])]).map(({ start, text }) => {
        const word = marked.find((each) => start >= each.start && start < each.end)
        const isOther = isForeign && word !== undefined && word.environment !== null && word.environment !== environment
        return (
          <span
            key={start}
            className={clsx(
              start >= own && 'text-fg-3',
              word && 'underline decoration-fg-3 decoration-dotted underline-offset-2',
              isOther && 'text-critical decoration-critical decoration-solid',
            )}
          >
            {text}
          </span>
        )
      })}
    </span>
  )
}

function partsOf(text: string, cuts: readonly number[]): { start: number; text: string }[] {
  const places = [...new Set([0, ...cuts, text.length])].filter((at) => at <= text.length).sort((a, b) => a - b)
  return places.slice(0, -1).map((start, index) => ({ start, text: text.slice(start, places[index + 1]) }))
}
