import { EnvironmentPip } from '@/components/ui/environment-pip'
import { visibleText } from '@/components/ui/visible-text'
import { type ImportedEnvironment as Imported, importStates } from '@/lib/contract/environment-import'
import { ImportLine } from './import-line'
import { importStateWords } from './import-state-words'

/** What would change in one environment, Service by Service; what changes comes first. */
export function ImportedEnvironment({ imported: { environment, sources, items } }: { imported: Imported }) {
  const ordered = importStates.flatMap((state) => items.filter((item) => item.state === state))
  const said = importStates.flatMap((state) => {
    const count = items.filter((item) => item.state === state).length
    return count === 0 ? [] : [`${count} ${importStateWords[state]}`]
  })
  const name = environment === null ? 'no environment' : environment
  return (
    <section aria-label={visibleText(name)}>
      <h2 className="flex flex-wrap items-center gap-x-3 px-5 pb-1.5 max-sm:px-4">
        {environment === null ? (
          <span>Nothing names their environment</span>
        ) : (
          <EnvironmentPip environment={environment} />
        )}
        <span className="text-12 text-fg-3">{said.join(', ')}</span>
        <span className="mono-11 text-fg-3">{sources.map((source) => visibleText(source || '.')).join(', ')}</span>
      </h2>
      <ul className="border-y border-line">
        {ordered.map((item) => (
          <ImportLine key={`${item.service.namespace}/${item.service.name}`} item={item} />
        ))}
      </ul>
    </section>
  )
}
