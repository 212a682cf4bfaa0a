import Link from 'next/link'
import { Age } from '@/components/ui/age'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationSummary } from '@/lib/contract/migrations'
import { migrationHref } from './migration-href'
import { migrationTitle } from './migration-title'
import { gateCountWords, nextStepWords } from './next-step-words'
import { patternWords } from './pattern-words'

/** One migration in the list; the whole row is its link. */
export function MigrationRow({ migration }: { migration: MigrationSummary }) {
  const { service, pattern, by, at, aliases, changes, gates, next } = migration
  return (
    <li className="border-b border-line">
      <Link
        href={migrationHref(migration)}
        prefetch={false}
        data-row=""
        className="grid min-h-13 grid-cols-[minmax(0,1.3fr)_minmax(0,0.75fr)_minmax(0,1.6fr)_168px_56px_64px_minmax(0,0.75fr)] items-center gap-x-4 px-5 py-1.5 hover:bg-hover focus-visible:shadow-focus-in max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4"
      >
        <span className="min-w-0">
          <span className="block truncate font-medium">{migrationTitle(migration)}</span>
          <span className="block truncate text-12 text-fg-3">
            {visibleText(service.name)} in {visibleText(service.namespace)}
          </span>
        </span>
        <span className="truncate text-fg-2 max-md:order-3 max-md:text-12">{patternWords[pattern].name}</span>
        <span className="min-w-0 max-md:order-4 max-md:text-right max-md:text-12">
          <Phase migration={migration} />
        </span>
        <span
          className="min-w-0 truncate text-fg-2 max-md:hidden"
          title={gates === null ? undefined : gateCountWords(gates)}
        >
          {gates !== null && gateCountWords(gates)}
        </span>
        {next !== null && (
          <span className="order-5 col-span-full hidden min-w-0 truncate text-12 text-fg-3 max-md:block">
            {gates !== null && `${gateCountWords(gates)} · `}
            {nextStepWords(next)}
          </span>
        )}
        <span className="num text-right max-md:hidden">{aliases}</span>
        <span className="num text-right max-md:hidden">
          {changes === 0 ? <span className="text-fg-3">none</span> : changes}
        </span>
        <span className="min-w-0 truncate text-fg-3 max-md:order-2 max-md:self-start max-md:pt-0.5 max-md:text-right max-md:text-12">
          <Age at={at} suffix="ago" />
          <span className="max-md:hidden">, {visibleText(by)}</span>
        </span>
      </Link>
    </li>
  )
}

function Phase({ migration: { phase, end, next } }: { migration: MigrationSummary }) {
  if (end !== null) {
    return (
      <VerdictBadge severity={end.state === 'finished' ? 'ok' : 'info'}>
        {end.state === 'finished' ? 'Finished' : 'Abandoned'}
      </VerdictBadge>
    )
  }
  if (phase === null) return <span className="text-fg-3">not known</span>
  return (
    <>
      <span className="block truncate">
        <span className="num">{phase.number}</span> of <span className="num">{phase.of}</span>
        <span className="text-fg-3"> · </span>
        {visibleText(phase.title)}
      </span>
      {next !== null && (
        <span className="block truncate text-12 text-fg-3 max-md:hidden" title={nextStepWords(next)}>
          {nextStepWords(next)}
        </span>
      )}
    </>
  )
}
