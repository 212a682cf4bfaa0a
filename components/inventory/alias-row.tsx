'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { memo } from 'react'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { HostText } from '@/components/ui/host-text'
import { LaneMark } from '@/components/ui/lane-arm'
import { MiniChain } from '@/components/ui/mini-chain'
import { useTimed } from '@/components/ui/now'
import { Owner } from '@/components/ui/owner'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Ttl } from '@/components/ui/ttl'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { LeadsTo, leadsSomewhere } from './leads-to'
import { rowGrid } from './row-grid'

const freshMs = 60_000

interface AliasRowProps {
  row: Row
  index: number
  /** The live colour of its group, where the list shows enough of it to know. */
  live: Colour | null
  isStale: boolean
  /** The one row that Tab leads to. */
  isTabStop: boolean
}

/** One alias: 32 px, or two lines of 58 px on a narrow screen. */
export const AliasRow = memo(function AliasRow({ row, index, live, isStale, isTabStop }: AliasRowProps) {
  const isFresh = useTimed((nowMs) => nowMs - Date.parse(row.changedAt) < freshMs)
  const isSaid = !leadsSomewhere(row)
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ top: `calc(var(--row) * ${index})` }}
      className={clsx(
        rowGrid,
        'absolute inset-x-0 h-(--row) cursor-pointer border-b border-line hover:bg-hover',
        'has-[a:focus-visible]:z-1 has-[a:focus-visible]:shadow-focus-in',
        isFresh &&
          'before:absolute before:top-[13px] before:left-[3px] before:size-[5px] before:rounded-full before:bg-accent max-sm:before:top-[26px]',
        isStale && '**:text-fg-3',
      )}
    >
      <td className="pl-2 max-sm:row-start-1 max-sm:pl-0">
        <SeverityGlyph severity={row.severity} />
      </td>
      <td className="flex min-w-0 items-center gap-[3px] px-1.5 font-medium tracking-[-0.005em] max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <Link
          href={`/services/${row.cluster}/${row.namespace}/${row.name}`}
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          title={row.name}
          className="min-w-0 truncate focus-visible:shadow-none"
        >
          {visibleText(row.name)}
        </Link>
        <Lane row={row} live={live} />
        <span aria-hidden="true" className="ml-[3px] truncate font-normal text-fg-3 sm:hidden">
          {visibleText(row.namespace)}
        </span>
      </td>
      <td className="truncate px-1.5 text-fg-2 max-sm:sr-only" title={row.namespace}>
        {visibleText(row.namespace)}
      </td>
      <td
        className={clsx(
          'min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-2 max-sm:pr-3 max-sm:pl-0',
          isSaid && 'max-sm:sr-only',
        )}
      >
        {row.target === null ? <span className="text-fg-3">{row.type}</span> : <HostText host={row.target} />}
      </td>
      <td className="max-sm:col-start-3 max-sm:row-start-2 max-sm:justify-self-end">
        <MiniChain chain={row.chain} brokenAt={row.brokenAt} severity={row.verdict.severity} />
      </td>
      <td
        className={clsx(
          'min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0',
          !isSaid && 'max-sm:sr-only',
        )}
      >
        <LeadsTo row={row} />
      </td>
      <td className="px-1.5 text-right text-12 text-fg-2 max-xl:hidden">
        <Ttl leftSeconds={row.ttlSeconds} highestSeconds={row.ttlHighestSeconds} />
      </td>
      <td className="min-w-0 truncate px-1.5 max-md:hidden">
        <Owner owner={row.owner} />
      </td>
      <td className="min-w-0 px-1.5 max-md:hidden">
        <EnvironmentPip environment={row.environment} />
      </td>
      <td className="px-1.5 text-right text-12 text-fg-2 max-sm:col-start-3 max-sm:row-start-1 max-sm:px-0">
        <Age at={row.changedAt} fresh />
      </td>
    </tr>
  )
})

function Lane({ row, live }: { row: Row; live: Colour | null }) {
  if (row.group === null || live === null) return null
  const { role } = row.group
  if (role === 'active') return <LaneMark colour={live} label={`${live} is live`} />
  return <LaneMark colour={role} live={role === live} label={role === live ? `${role}, live` : `${role}, standby`} />
}
