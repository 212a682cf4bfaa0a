import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { HostText } from '@/components/ui/host-text'
import { MiniChain } from '@/components/ui/mini-chain'
import { Owner } from '@/components/ui/owner'
import { Ttl } from '@/components/ui/ttl'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import { type ColumnKey, columnHiding, columnKeys } from './columns'
import { LeadsTo, leadsSomewhere } from './leads-to'
import { wordsOfUseCase } from './words-of-use-case'

interface RowCellProps {
  column: ColumnKey
  row: Row
  className: string
}

/** What a row shows in a column; plain text has no element but its cell. */
export function RowCell({ column, row, className }: RowCellProps) {
  return (
    <td className={className} title={titleOf(column, row)}>
      {contentOf(column, row)}
    </td>
  )
}

function titleOf(column: ColumnKey, row: Row): string | undefined {
  switch (column) {
    case 'namespace':
    case 'cluster':
      return row[column]
    case 'provider':
    case 'changedBy':
      return row[column] ?? ''
    default:
      return undefined
  }
}

function contentOf(column: ColumnKey, row: Row): ReactNode {
  switch (column) {
    case 'namespace':
      return visibleText(row.namespace)
    case 'cluster':
      return row.cluster
    case 'service':
      return <HostText host={row.serviceName} />
    case 'target':
      return row.target === null ? <span className="text-fg-3">{row.type}</span> : <HostText host={row.target} />
    case 'chain':
      return <MiniChain chain={row.chain} brokenAt={row.brokenAt} severity={row.verdict.severity} />
    case 'leads':
      return <LeadsTo row={row} />
    case 'provider':
      return row.provider === null ? '—' : visibleText(row.provider)
    case 'useCase':
      return row.useCase === null ? '—' : wordsOfUseCase(row.useCase)
    case 'ttl':
      return <Ttl leftSeconds={row.ttlSeconds} highestSeconds={row.ttlHighestSeconds} />
    case 'owner':
      return <Owner owner={row.owner} />
    case 'environment':
      return <EnvironmentPip environment={row.environment} />
    case 'created':
      return <Age at={row.createdAt} />
    case 'changedBy':
      return <bdi>{row.changedBy === null ? '—' : visibleText(row.changedBy)}</bdi>
    case 'changed':
      return <Age at={row.changedAt} fresh />
  }
}

const always: ReadonlySet<ColumnKey> = new Set(['namespace', 'service', 'target', 'chain', 'leads', 'changed'])

/** The cells of every row: found once for the table, not again for each. */
export interface DrawnColumns {
  columns: readonly { key: ColumnKey; hiding: string }[]
  withCluster: boolean
  isByHost: boolean
}

/** The chosen columns, and those that only a narrow screen shows. */
export function drawnColumns(chosen: readonly ColumnKey[], isByHost: boolean): DrawnColumns {
  const keys = columnKeys.filter((key) => chosen.includes(key) || isAlwaysNarrow(key, isByHost))
  return {
    columns: keys.map((key) => ({ key, hiding: chosen.includes(key) ? columnHiding(key) : 'sm:hidden' })),
    withCluster: chosen.includes('cluster'),
    isByHost,
  }
}

/** Columns that the two lines of a narrow screen are made of, whichever are chosen. By host the service name stands for the target. */
function isAlwaysNarrow(column: ColumnKey, isByHost: boolean): boolean {
  if (column === 'service') return isByHost
  if (isByHost && (column === 'target' || column === 'chain' || column === 'leads')) return false
  return always.has(column)
}

/** The look of a cell: its text, and its place on the lines of a narrow screen. */
export function cellClass(column: ColumnKey, row: Row, isByHost: boolean): string {
  const isSaid = !isByHost && !leadsSomewhere(row)
  switch (column) {
    case 'namespace':
      return 'truncate px-1.5 text-fg-2 max-sm:sr-only'
    case 'cluster':
    case 'changedBy':
    case 'provider':
    case 'useCase':
      return 'min-w-0 truncate px-1.5 text-fg-2 max-sm:hidden'
    case 'service':
    case 'target':
      return clsx(
        'min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-2 max-sm:pr-3 max-sm:pl-0',
        column === 'service' && 'text-fg-2',
        column === 'service' && !isByHost && 'max-sm:hidden',
        isSaid && 'max-sm:sr-only',
      )
    case 'chain':
      return 'max-sm:col-start-3 max-sm:row-start-2 max-sm:justify-self-end'
    case 'leads':
      return clsx('min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0', !isSaid && 'max-sm:sr-only')
    case 'ttl':
    case 'created':
      return 'px-1.5 text-right text-12 text-fg-2 max-sm:hidden'
    case 'owner':
      return 'min-w-0 truncate px-1.5 max-sm:hidden'
    case 'environment':
      return 'min-w-0 px-1.5 max-sm:hidden'
    case 'changed':
      return 'px-1.5 text-right text-12 text-fg-2 max-sm:col-start-3 max-sm:row-start-1 max-sm:px-0 sm:group-focus-within/row:invisible sm:group-hover/row:invisible'
  }
}
