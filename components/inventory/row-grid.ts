import type { CSSProperties } from 'react'
import { type ColumnKey, columns } from './columns'

/** The columns of the table by width, as its style gives them, and the two lines of a narrow screen. */
export const rowGrid =
  'grid items-center pr-4 pl-2 max-sm:grid-cols-[24px_minmax(0,1fr)_auto] max-sm:grid-rows-[20px_18px] max-sm:content-center max-sm:pl-3 ' +
  'sm:grid-cols-(--columns-sm) md:grid-cols-(--columns-md) lg:grid-cols-(--columns-lg) xl:grid-cols-(--columns-xl)'

/** Rows and the headers of groups are placed by CSS, so that the first paint is right before the browser knows its own width. */
export const rowHeight = { wide: 32, narrow: 58 } as const
export const groupHeight = { wide: 32, narrow: 44 } as const

export const rowHeightVariable = '[--row:32px] [--group:32px] max-sm:[--row:58px] max-sm:[--group:44px]'

/** The header, which narrow screens do not have. */
export const headHeight = { wide: 28, narrow: 0 } as const

const names = ['132px', '132px', '150px', 'minmax(152px,0.44fr)'] as const
const sizes = ['sm', 'md', 'lg', 'xl'] as const

/** The widths of the shown columns, for the style of the table. */
export function gridStyle(shown: readonly ColumnKey[]): CSSProperties {
  const isStretched = shown.some((key) => columns[key].widths[0]?.endsWith('1fr)'))
  const templates = sizes.map((size, at) => {
    const name = isStretched ? (names[at] ?? names[0]) : 'minmax(132px,1fr)'
    const widths = shown.flatMap((key) => columns[key].widths[at] ?? [])
    return [`--columns-${size}`, ['32px', name, ...widths].join(' ')]
  })
  return Object.fromEntries(templates)
}

/** Where a row or the header of a group stands: below so many rows and headers. */
export function placeStyle({ rowsBefore, groupsBefore }: { rowsBefore: number; groupsBefore: number }): CSSProperties {
  return { top: `calc(var(--row) * ${rowsBefore} + var(--group) * ${groupsBefore})` }
}
