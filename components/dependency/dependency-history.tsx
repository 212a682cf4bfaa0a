import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'

const shownAtMost = 8

/** How the verdicts changed while this console watched, newest first, over all clusters. */
export function DependencyHistory({ views }: { views: DependencyDetail['views'] }) {
  const all = views.flatMap(({ cluster, history }) => history.map((change) => ({ ...change, cluster })))
  const changes = all.filter(({ previousCode }) => previousCode !== null).sort((a, b) => (a.at < b.at ? 1 : -1))
  const isOne = views.length < 2
  return (
    <Section title="Before" note={changes.length > shownAtMost ? `the last ${shownAtMost} changes` : undefined}>
      {changes.length === 0 ? (
        <p className="text-fg-3">No verdict changed since this console watches.</p>
      ) : (
        <ul aria-label="Changes of the verdict">
          {changes.slice(0, shownAtMost).map((change) => (
            <li
              key={`${change.at} ${change.cluster} ${change.vantage}`}
              className="grid min-h-7 grid-cols-[72px_72px_16px_minmax(0,1fr)] items-center gap-x-3"
            >
              <Age at={change.at} suffix="ago" className="text-fg-3" />
              <span className="truncate text-fg-2">
                {isOne ? change.vantage : `${change.cluster}, ${change.vantage}`}
              </span>
              <SeverityGlyph severity={change.severity} size={14} />
              <span className="min-w-0 truncate" title={visibleText(change.summary)}>
                {visibleText(change.summary)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
