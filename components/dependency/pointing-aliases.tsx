'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useRef } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { lineAt, useLineKeys } from '@/components/inventory/use-line-keys'
import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { Owner } from '@/components/ui/owner'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import type { Row } from '@/lib/contract/row'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { Bypasses } from './bypasses'

const maximumShown = 100
const number = new Intl.NumberFormat('en')

const grid =
  'grid items-center gap-x-3 px-5 grid-cols-[20px_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,0.8fr)_112px_minmax(0,1.1fr)_64px_52px] ' +
  'max-md:grid-cols-[20px_minmax(0,1fr)_minmax(0,1fr)_112px_64px_52px] max-sm:grid-cols-[20px_minmax(0,1fr)_auto] max-sm:px-4'

/** The aliases that point here, worst first; beyond the first hundred the inventory has them. */
export function PointingAliases({ detail: { dependency, aliases, use } }: { detail: DependencyDetail }) {
  const table = useRef<HTMLTableElement>(null)
  const shown = aliases.items.slice(0, maximumShown)
  const keys = useLineKeys({
    scroller: table,
    listKey: dependency.host,
    count: shown.length,
    lines: { start: 0, end: shown.length - 1 },
    scrollTo: (line) => table.current?.querySelector(`[data-index="${line}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  return (
    <Section
      title="Who points here"
      note={noteOf(aliases.total, use.bypasses.total)}
      className="px-0! pb-0! *:first:px-5 max-sm:*:first:px-4"
    >
      <table
        ref={table}
        aria-label="Aliases that point here"
        className="block"
        onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
      >
        <thead className="block max-sm:hidden">
          <tr className={clsx(grid, 'h-7 border-y border-line bg-rail text-left text-11 text-fg-3 *:font-medium')}>
            <th scope="col">
              <span className="sr-only">Severity</span>
            </th>
            <th scope="col">Name</th>
            <th scope="col">Namespace</th>
            <th scope="col" className="max-md:hidden">
              Cluster
            </th>
            <th scope="col">Environment</th>
            <th scope="col" className="max-md:hidden">
              Owner
            </th>
            <th scope="col" className="text-right">
              Used by
            </th>
            <th scope="col" className="text-right">
              Age
            </th>
          </tr>
        </thead>
        <tbody className="block">
          {shown.map((row, index) => (
            <AliasLine
              key={serviceKey(row)}
              row={row}
              index={index}
              isTabStop={index === keys.tabStop}
              users={usersOf(use, row)}
            />
          ))}
        </tbody>
      </table>
      {aliases.total > shown.length && (
        <p className="px-5 py-2.5 text-12 text-fg-2 max-sm:px-4">
          <Link
            href={`/?host=${encodeURIComponent(dependency.host)}`}
            className="underline decoration-line-3 underline-offset-2"
          >
            All {number.format(aliases.total)} in the inventory
          </Link>
        </p>
      )}
      <Bypasses use={use} />
    </Section>
  )
}

function noteOf(aliases: number, bypasses: number): string {
  const said = aliases === 1 ? '1 alias' : `${number.format(aliases)} aliases`
  if (bypasses === 0) return said
  return `${said}, ${bypasses === 1 ? '1 bypass' : `${number.format(bypasses)} bypasses`}`
}

/** Null where nothing is known: what was not wholly read is never told as none. */
function usersOf({ namedBy, unread }: DependencyDetail['use'], row: Row): number | null {
  const count = namedBy[serviceKey(row)] ?? 0
  return count === 0 && unread !== null ? null : count
}

interface AliasLineProps {
  row: Row
  index: number
  isTabStop: boolean
  users: number | null
}

function AliasLine({ row, index, isTabStop, users }: AliasLineProps) {
  return (
    <tr className={clsx(grid, 'relative min-h-8 border-b border-line hover:bg-hover max-sm:min-h-11')}>
      <td>
        <SeverityGlyph severity={row.severity} />
      </td>
      <td className="min-w-0 truncate font-medium">
        <Link
          href={aliasHref(row)}
          prefetch={false}
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          className="after:absolute after:inset-0 focus-visible:shadow-none focus-visible:after:shadow-focus-in"
        >
          {visibleText(row.name)}
        </Link>
        <span className="ml-1.5 font-normal text-fg-3 sm:hidden" aria-hidden="true">
          {visibleText(row.namespace)}
        </span>
      </td>
      <td className="min-w-0 truncate text-fg-2 max-sm:sr-only">{visibleText(row.namespace)}</td>
      <td className="min-w-0 truncate text-fg-2 max-md:hidden">{row.cluster}</td>
      <td className="min-w-0 max-sm:hidden">
        <EnvironmentPip environment={row.environment} />
      </td>
      <td className="min-w-0 truncate max-md:hidden">
        <Owner owner={row.owner} />
      </td>
      <td className="num text-right text-12 text-fg-2 max-sm:sr-only">
        {users ?? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">not known</span>
          </>
        )}
      </td>
      <td className="text-right text-12 text-fg-2">
        <Age at={row.createdAt} />
      </td>
    </tr>
  )
}
