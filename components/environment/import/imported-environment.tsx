import { EnvironmentPip } from '@/components/ui/environment-pip'
import { visibleText } from '@/components/ui/visible-text'
import { type ImportedEnvironment as Imported, type ImportItem, importStates } from '@/lib/contract/environment-import'
import { ImportLine } from './import-line'
import { importStateWords } from './import-state-words'

const quiet = ['same', 'only-in-cluster'] as const

/** What would change in one environment, Service by Service; what stays as it is, folded below. */
export function ImportedEnvironment({ imported: { environment, sources, items } }: { imported: Imported }) {
  const of = (state: ImportItem['state']) => items.filter((item) => item.state === state)
  const said = importStates.flatMap((state) =>
    of(state).length === 0 ? [] : [`${of(state).length} ${importStateWords[state]}`],
  )
  const loud = importStates.filter((state) => state !== 'same' && state !== 'only-in-cluster').flatMap(of)
  return (
    <section aria-label={environment === null ? 'No environment' : visibleText(environment)}>
      <div className="flex flex-wrap items-center gap-x-3 px-5 pb-1.5 max-sm:px-4">
        <h2>
          {environment === null ? 'Nothing names their environment' : <EnvironmentPip environment={environment} />}
        </h2>
        <p className="text-12 text-fg-3">{said.join(', ')}</p>
        <p className="mono-11 text-fg-3">{sources.map((source) => visibleText(source || '.')).join(', ')}</p>
      </div>
      <div className="border-y border-line">
        {loud.length > 0 && <Lines items={loud} />}
        {quiet.map((state) => {
          const own = of(state)
          return (
            own.length > 0 && (
              <details key={state} className="border-t border-line first:border-t-0">
                <summary className="cursor-default px-5 py-1.5 text-12 text-fg-2 max-sm:px-4 max-sm:py-3">
                  {own.length} {importStateWords[state]}
                </summary>
                <Lines items={own} />
              </details>
            )
          )
        })}
      </div>
    </section>
  )
}

function Lines({ items }: { items: readonly ImportItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <ImportLine key={`${item.service.namespace}/${item.service.name}`} item={item} />
      ))}
    </ul>
  )
}
