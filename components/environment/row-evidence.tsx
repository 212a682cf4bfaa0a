import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { MatrixRowView } from '@/lib/contract/environments'
import { ClassLetter } from './class-letter'
import { classWords } from './class-words'
import { PromotionLines } from './promotion-lines'
import { stateWords } from './state-words'

/** Why a dependency stands as it does: each reason with its evidence, and what each environment was compared by. */
export function RowEvidence({ id, row }: { id: string; row: MatrixRowView }) {
  const reasons = row.cells.flatMap(({ environment, entries, missing }) => [
    ...entries.flatMap(({ outliers }) => outliers.map((outlier) => ({ environment, ...outlier }))),
    ...(missing === null ? [] : [{ environment, ...missing }]),
  ])
  return (
    <div
      id={id}
      className="grid border-t border-line bg-canvas max-lg:grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <section aria-label="Why it stands out" className="px-5 py-3 max-sm:px-4">
        <h3 className="mb-1.5 text-11 text-fg-3">{reasons.length === 0 ? 'How it stands' : 'Why it stands out'}</h3>
        {reasons.length === 0 && <p>{stateWords(row)}.</p>}
        <ul className="grid gap-1.5">
          {reasons.map(({ environment, code, severity, title, evidence }) => (
            <li key={`${environment} ${code} ${evidence}`} className="flex items-start gap-2">
              <SeverityGlyph severity={severity} size={14} className="mt-0.5 shrink-0" />
              <span>
                {visibleText(environment)}: {visibleText(title)}
                <span className="block text-12 text-fg-3">{visibleText(evidence)}</span>
              </span>
            </li>
          ))}
        </ul>
        <PromotionLines row={row} />
        {row.owners.length > 0 && (
          <p className="mt-2 text-12 text-fg-3">Owned by {row.owners.map(visibleText).join(', ')}</p>
        )}
      </section>
      <section aria-label="What is compared" className="border-line px-5 py-3 max-lg:border-t max-sm:px-4 lg:border-l">
        <h3 className="mb-1.5 text-11 text-fg-3">What is compared</h3>
        <dl className="grid gap-1.5">
          {row.cells.flatMap(({ environment, entries }) =>
            entries.map(({ service, letter, targetClass }) => (
              <div
                key={`${environment} ${service.cluster} ${service.namespace} ${service.name}`}
                className="flex gap-2"
              >
                <dt className="w-28 shrink-0 truncate text-fg-3">{visibleText(environment)}</dt>
                <dd className="flex min-w-0 items-start gap-2">
                  <ClassLetter letter={letter} />
                  <span className="min-w-0 break-words">
                    {visibleText(classWords(targetClass))}
                    <span className="block text-12 text-fg-3">
                      {visibleText(service.namespace)}/{visibleText(service.name)}
                    </span>
                  </span>
                </dd>
              </div>
            )),
          )}
        </dl>
      </section>
    </div>
  )
}
