/**
 * The columns of the table by width, and the two lines of a narrow screen: severity, name, namespace, target, chain, leads to, TTL (from 1281 px),
 * owner, environment (from 901 px), changed.
 */
export const rowGrid =
  'grid items-center pr-4 pl-2 max-sm:grid-cols-[24px_minmax(0,1fr)_auto] max-sm:grid-rows-[20px_18px] max-sm:content-center max-sm:pl-3 ' +
  'sm:grid-cols-[32px_132px_92px_minmax(0,1fr)_62px_160px_66px] ' +
  'md:grid-cols-[32px_132px_96px_minmax(0,1fr)_62px_152px_108px_100px_60px] ' +
  'lg:grid-cols-[32px_150px_100px_minmax(0,1fr)_62px_176px_148px_108px_60px] ' +
  'xl:grid-cols-[32px_minmax(160px,0.5fr)_minmax(124px,0.36fr)_minmax(0,1fr)_62px_184px_72px_168px_116px_64px]'

/** Rows are placed by CSS, so that the first paint is right before the browser knows its own width. */
export const rowHeight = { wide: 32, narrow: 58 } as const

export const rowHeightVariable = '[--row:32px] max-sm:[--row:58px]'

/** The header, which narrow screens do not have. */
export const headHeight = { wide: 28, narrow: 0 } as const
