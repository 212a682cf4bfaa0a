import { clsx } from 'clsx'
import { Section } from '@/components/service/section'
import { visibleText } from '@/components/ui/visible-text'
import type { CaseView } from '@/lib/contract/troubleshoot'

/** What the cluster's DNS logged about the names of the chain, failures marked. The lines are foreign text and shown as such. */
export function CorednsSaid({ log }: { log: CaseView['log'] }) {
  if (log.length === 0) return null
  return (
    <Section
      title="CoreDNS said"
      note={log.length === 1 ? `pod ${visibleText(log[0]?.pod ?? '')}` : `${log.length} pods`}
      className="border-t border-line"
    >
      {log.map(({ pod, lines }) => (
        <section
          key={pod}
          aria-label={`Log of ${visibleText(pod)}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-1.5 overflow-x-auto rounded-6 border border-line-2 py-2 first:mt-0"
        >
          <ul className="mono-11 w-max min-w-full leading-[18px]">
            {lines.map(({ at, text, isError }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              <li key={index} className={clsx('px-3 whitespace-pre', isError && 'bg-critical-bg')}>
                {at !== null && <span className="text-fg-3">{timeOf(at)} </span>}
                {isError && <span className="sr-only">error: </span>}
                {visibleText(text)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  )
}

// `2026-11-24T03:00:00.123Z` in the log's own time.
function timeOf(at: string): string {
  return at.slice(11, 19)
}
