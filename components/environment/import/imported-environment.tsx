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
      <div className="flex flex-wrap items-center gap-x-3 px-5 pb-1.5 max-sm:px-4">
        <h2>
          {environment === null ? 'Nothing names their environment' : <EnvironmentPip environment={environment} />}
        </h2>
        <p className="text-12 text-fg-3">{said.join(', ')}</p>
        <p className="mono-11 text-fg-3">{sources.map((source) => visibleText(source || '.')).join(', ')}</p>
      </div>
      <ul className="border-y border-line">
        {ordered.map((item) => (
          <ImportLine key={`${item.service.namespace}/${item.service.name}`} item={item} />
        ))}
      </ul>
    </section>
  )
}
