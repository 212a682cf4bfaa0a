import type { DependencySort } from '@/lib/contract/dependencies'

/** What a line shows besides its severity and host, in the order of the table. */
export const dependencyColumns = [
  'provider',
  'aliases',
  'namespaces',
  'teams',
  'environments',
  'verdict',
  'since',
  'addresses',
] as const

export type DependencyColumn = (typeof dependencyColumns)[number]

interface ColumnHead {
  label: string
  /** The order of the first press and of the second; none where there is no order. */
  orders: readonly [DependencySort, DependencySort] | null
  isNumber?: boolean
  title?: string
  /** Leaves it out where the screen is too narrow, as its place in the grid is. */
  hiding: string
}

export const columnHeads: Readonly<Record<DependencyColumn, ColumnHead>> = {
  provider: { label: 'Provider', orders: ['provider', '-provider'], hiding: 'max-xl:hidden' },
  aliases: { label: 'Aliases', orders: ['-aliases', 'aliases'], isNumber: true, hiding: '' },
  namespaces: { label: 'Namespaces', orders: ['-namespaces', 'namespaces'], isNumber: true, hiding: 'max-lg:hidden' },
  teams: { label: 'Teams', orders: ['-teams', 'teams'], hiding: '' },
  environments: { label: 'Environments', orders: ['-environments', 'environments'], hiding: 'max-lg:hidden' },
  verdict: { label: 'Verdict', orders: null, hiding: '' },
  since: {
    label: 'Since',
    orders: ['-since', 'since'],
    isNumber: true,
    title: 'How long the verdict has been so',
    hiding: '',
  },
  addresses: { label: 'Addresses', orders: ['-addresses', 'addresses'], hiding: 'max-md:hidden' },
}

/** The columns by width, and the two lines of a narrow screen. */
export const dependencyGrid =
  'grid items-center pr-4 pl-2 max-sm:grid-cols-[24px_minmax(0,1fr)_auto] max-sm:grid-rows-[20px_18px] max-sm:content-center max-sm:pl-3 ' +
  'sm:grid-cols-[32px_minmax(0,1fr)_64px_128px_136px_60px] ' +
  'md:grid-cols-[32px_minmax(0,1fr)_64px_132px_148px_60px_136px] ' +
  'lg:grid-cols-[32px_minmax(0,1fr)_64px_84px_140px_124px_152px_60px_140px] ' +
  'xl:grid-cols-[32px_minmax(0,1fr)_136px_60px_84px_148px_116px_196px_56px_128px]'
