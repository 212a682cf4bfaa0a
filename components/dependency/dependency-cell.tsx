import { clsx } from 'clsx'
import { troubleWords } from '@/components/inventory/verdict-words'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { severityText } from '@/components/ui/severity-text'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyItem } from '@/lib/contract/dependencies'
import type { DependencyColumn } from './dependency-columns'
import { namesTitle, namesWords, providerWords } from './dependency-words'

/** What a line shows in a column. */
export function DependencyCell({ column, item }: { column: DependencyColumn; item: DependencyItem }) {
  switch (column) {
    case 'provider':
      return <span className="text-fg-2">{providerWords(item) ?? '—'}</span>
    case 'aliases':
      return (
        <>
          {item.aliases}
          <span className="sm:hidden"> {item.aliases === 1 ? 'alias' : 'aliases'}</span>
        </>
      )
    case 'namespaces':
      return <span title={namesTitle(item.namespaces)}>{item.namespaces.total}</span>
    case 'teams':
      return <Teams item={item} />
    case 'environments':
      return <Environments item={item} />
    case 'verdict':
      return (
        <span
          className={clsx('text-12', severityText[item.finding?.severity ?? item.verdict.severity])}
          title={item.verdict.summary}
        >
          {troubleWords(item)}
        </span>
      )
    case 'since':
      return item.since === null ? <span className="text-fg-3">—</span> : <Since {...item} since={item.since} />
    case 'addresses':
      return <Addresses item={item} />
  }
}

/** A verdict that was there at the first question may be older: `≥` says so. */
function Since({ since, isSinceStart }: { since: string; isSinceStart: boolean }) {
  return (
    <span>
      {isSinceStart && <span title="It was so when the console first asked">≥ </span>}
      <Age at={since} />
    </span>
  )
}

function Teams({ item }: { item: DependencyItem }) {
  if (item.teams.total === 0) return <span className="text-warning">unowned</span>
  return (
    <span title={namesTitle(item.teams)} className="flex items-baseline gap-1.5">
      <span className="min-w-0 truncate">{namesWords(item.teams, 1)}</span>
      {item.unowned > 0 && <span className="shrink-0 text-12 text-warning">{item.unowned} unowned</span>}
    </span>
  )
}

function Environments({ item: { environments } }: { item: DependencyItem }) {
  const [first] = environments.first
  if (first === undefined || environments.total === 1) return <EnvironmentPip environment={first ?? null} />
  return (
    <span className="flex items-center gap-1" title={namesTitle(environments)}>
      <EnvironmentPip environment={first} />
      <span className="text-12 text-fg-3">+{environments.total - 1}</span>
    </span>
  )
}

function Addresses({ item: { addresses, addressNote } }: { item: DependencyItem }) {
  const [first] = addresses.first
  if (first === undefined) return <span className="text-fg-3">none</span>
  return (
    <span className="mono text-fg-2" title={[namesTitle(addresses), addressNote ?? ''].join('\n').trim()}>
      {visibleText(first)}
      {addresses.total > 1 && <span className="text-fg-3"> +{addresses.total - 1}</span>}
    </span>
  )
}

/** The place of a cell on the two lines of a narrow screen: host and age, then the verdict or the teams, and how many aliases. */
export function narrowCell(column: DependencyColumn, { verdict }: DependencyItem): string {
  const isSaid = verdict.severity !== 'ok' && verdict.severity !== 'info'
  const second = 'max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0 max-sm:text-12'
  switch (column) {
    case 'verdict':
      return clsx(second, isSaid || 'max-sm:sr-only')
    case 'teams':
      return clsx(second, isSaid && 'max-sm:sr-only')
    case 'aliases':
      return 'max-sm:col-start-3 max-sm:row-start-2 max-sm:px-0'
    case 'since':
      return 'max-sm:col-start-3 max-sm:row-start-1 max-sm:px-0'
    default:
      return 'max-sm:hidden'
  }
}
