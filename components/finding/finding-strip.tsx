'use client'

import { clsx } from 'clsx'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { FindingsPage, FindingTeam } from '@/lib/contract/findings'
import type { FindingsUrl } from './use-findings-url'

const counted = ['critical', 'warning', 'unknown', 'info'] as const
const shownTeams = 12

/** How many findings of each severity, and the teams with the worst; each filters. Counts stand under all other filters. */
export function FindingStrip({ page, url }: { page: FindingsPage | undefined; url: FindingsUrl }) {
  return (
    <section
      aria-label="Counts"
      className="flex h-[52px] shrink-0 items-stretch border-b border-line max-sm:h-[62px] max-sm:overflow-hidden"
    >
      {counted.map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={url.params.severity.includes(severity)}
          onClick={() => url.toggle('severity', severity)}
          className={clsx(
            cell,
            'max-sm:flex-1 max-sm:flex-col max-sm:items-start max-sm:justify-center max-sm:gap-px max-sm:px-3 max-sm:first:pl-4 max-sm:nth-of-type-4:border-r-0',
            url.params.severity.includes(severity) ? pressed : 'hover:bg-hover',
          )}
        >
          <span className="flex items-center gap-2 max-sm:gap-1.5">
            <SeverityGlyph severity={severity} label={null} />
            <strong className="min-w-[1ch] text-18 font-semibold tracking-[-0.02em]">
              {page === undefined ? '–' : (page.facets.severity[severity] ?? 0)}
            </strong>
          </span>
          <span className="text-left text-12 text-fg-2">{severity}</span>
        </button>
      ))}
      <ul aria-label="By team" className="flex min-w-0 flex-1 items-stretch overflow-x-auto max-sm:hidden">
        {page?.teams.slice(0, shownTeams).map((team) => (
          <li key={team.owner ?? ''} className="flex">
            <Team team={team} url={url} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const cell =
  'flex items-center gap-[9px] border-r border-line pr-[18px] pl-4 whitespace-nowrap transition-colors focus-visible:shadow-focus-in'
const pressed = 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]'

function Team({ team, url }: { team: FindingTeam; url: FindingsUrl }) {
  const value = team.owner ?? 'none'
  const isPressed = url.params.owner.includes(value)
  const worst = counted.filter((severity) => team[severity] > 0).slice(0, 3)
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={() => url.toggle('owner', value)}
      title={`${team.aliases} ${team.aliases === 1 ? 'alias' : 'aliases'} with findings`}
      className={clsx(cell, 'flex-col items-start justify-center gap-px', isPressed ? pressed : 'hover:bg-hover')}
    >
      <bdi className={clsx('max-w-[20ch] truncate text-12', team.owner === null ? 'text-warning' : 'text-fg-2')}>
        {team.owner === null ? 'unowned' : visibleText(team.owner)}
      </bdi>
      <span className="flex items-center gap-2 text-12">
        {worst.map((severity) => (
          <span key={severity} className="flex items-center gap-1">
            <SeverityGlyph severity={severity} size={14} /> {team[severity]}
          </span>
        ))}
      </span>
    </button>
  )
}
