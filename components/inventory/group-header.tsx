'use client'

import { clsx } from 'clsx'
import { memo } from 'react'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { HostText } from '@/components/ui/host-text'
import { Icon } from '@/components/ui/icon'
import { MiniChain } from '@/components/ui/mini-chain'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { severityText } from '@/components/ui/severity-text'
import { visibleText } from '@/components/ui/visible-text'
import type { Grouping, RowGroup } from '@/lib/contract/row-group'
import { severities } from '@/lib/domain/resolution/severity'
import { placeStyle } from './row-grid'
import { troubleWords } from './verdict-words'
import { wordsOfUseCase } from './words-of-use-case'

interface GroupHeaderProps {
  group: RowGroup
  by: Grouping
  index: number
  rowsBefore: number
  groupsBefore: number
  isFolded: boolean
  isTabStop: boolean
}

const number = new Intl.NumberFormat('en')

/** What rows stand together here: their worst severity, the value they share, where it leads or how they stand, how many, whose. */
export const GroupHeader = memo(function GroupHeader(props: GroupHeaderProps) {
  const { group, by, index, isFolded, isTabStop } = props
  const { lead } = group
  return (
    <tr
      aria-rowindex={index + 2}
      style={placeStyle(props)}
      className={clsx(
        'absolute inset-x-0 grid h-(--group) grid-cols-[32px_minmax(0,1fr)_96px_minmax(0,200px)_24px] items-center border-b border-line bg-sunken pr-4 pl-2 *:align-middle hover:bg-press',
        'has-[button:focus-visible]:z-1 has-[button:focus-visible]:shadow-focus-in max-sm:grid-cols-[24px_minmax(0,1fr)_auto_24px] max-sm:pl-3',
      )}
    >
      <td className="pl-2 max-sm:pl-0">
        <SeverityGlyph severity={group.severity} />
      </td>
      <td className="flex min-w-0 items-center gap-3 px-1.5 max-sm:px-0">
        <button
          type="button"
          data-index={index}
          data-fold={index}
          aria-expanded={!isFolded}
          tabIndex={isTabStop ? 0 : -1}
          className="min-w-0 truncate text-left font-medium after:absolute after:inset-0 focus-visible:shadow-none"
        >
          <GroupName group={group} by={by} />
        </button>
        {lead && <MiniChain chain={lead.chain} brokenAt={lead.brokenAt} severity={lead.verdict.severity} />}
        <span className={clsx('min-w-0 truncate text-12 max-sm:hidden', severityText[group.severity])}>
          {lead ? leadWords(lead) : standing(group)}
        </span>
      </td>
      <td className="px-1.5 text-right text-12 text-fg-2 max-sm:pr-0 max-sm:pl-3">
        <b className="font-semibold text-fg">{number.format(group.total)}</b> {group.total === 1 ? 'alias' : 'aliases'}
      </td>
      <td className="truncate px-1.5 text-12 text-fg-3 max-sm:hidden">{by !== 'owner' && ownerWords(group)}</td>
      <td className="justify-self-end text-fg-3">
        <Icon name={isFolded ? 'right' : 'chevron'} size={14} />
      </td>
    </tr>
  )
})

function GroupName({ group: { value }, by }: { group: RowGroup; by: Grouping }) {
  if (value === null) return <span className="text-fg-2">All further ones</span>
  if (value === 'none' && by !== 'namespace') {
    return <span className={by === 'owner' ? 'text-warning' : 'text-fg-2'}>{withoutWords[by]}</span>
  }
  if (by === 'host') return <HostText host={value} />
  if (by === 'useCase') return wordsOfUseCase(value)
  if (by === 'environment') return <EnvironmentPip environment={value} />
  return <bdi title={visibleText(value)}>{visibleText(value)}</bdi>
}

const withoutWords = {
  host: 'no target',
  owner: 'unowned',
  environment: 'no environment',
  useCase: 'no use case',
  namespacePurpose: 'no purpose',
} as const

function leadWords(lead: NonNullable<RowGroup['lead']>): string {
  const { severity } = lead.finding ?? lead.verdict
  return severity === 'ok' || severity === 'info' ? '' : troubleWords(lead)
}

function standing({ severities: counts }: RowGroup): string {
  return severities
    .filter((severity) => severity !== 'ok' && severity !== 'info')
    .flatMap((severity) => (counts[severity] ? [`${counts[severity]} ${severity}`] : []))
    .join(', ')
}

function ownerWords({ owners, ownersTotal }: RowGroup): string {
  const more = ownersTotal - owners.length
  return `${owners.map(visibleText).join(', ')}${more > 0 ? ` +${more}` : ''}`
}
