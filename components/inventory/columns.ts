import type { Grouping } from '@/lib/contract/row-group'
import type { Sort } from '@/lib/contract/services'

/** What a row can show besides its severity and name, in the order of the table. */
export const columnKeys = [
  'namespace',
  'cluster',
  'service',
  'target',
  'chain',
  'leads',
  'provider',
  'useCase',
  'ttl',
  'owner',
  'environment',
  'created',
  'changedBy',
  'changed',
] as const

export type ColumnKey = (typeof columnKeys)[number]

export interface Column {
  label: string
  /** Its width from 721, 901, 1101 and 1281 px; null where it is left out. */
  widths: readonly [string | null, string | null, string | null, string | null]
  /** The order that its header chooses; the first press gives it as written. */
  sort?: Sort
  isNumber?: boolean
  title?: string
}

const rest = 'minmax(0,1fr)'

export const columns: Readonly<Record<ColumnKey, Column>> = {
  namespace: { label: 'Namespace', sort: 'namespace', widths: ['92px', '96px', '100px', 'minmax(112px,0.3fr)'] },
  cluster: { label: 'Cluster', widths: ['84px', '84px', '96px', '112px'] },
  service: { label: 'Service name', widths: [rest, rest, rest, rest] },
  target: { label: 'Target', sort: 'target', widths: [rest, rest, rest, rest] },
  chain: { label: 'Chain', widths: ['62px', '62px', '62px', '62px'] },
  leads: { label: 'Leads to', widths: ['160px', '152px', '176px', '164px'] },
  provider: { label: 'Provider', sort: 'provider', widths: [null, null, null, '112px'] },
  useCase: { label: 'Use case', sort: 'useCase', widths: [null, '120px', '124px', '128px'] },
  ttl: {
    label: 'TTL s',
    sort: 'ttl',
    isNumber: true,
    title: 'Seconds left / the highest seen',
    widths: [null, null, null, '72px'],
  },
  owner: { label: 'Owner', sort: 'owner', widths: [null, '108px', '148px', '148px'] },
  environment: { label: 'Environment', sort: 'environment', widths: [null, '100px', '108px', '104px'] },
  created: { label: 'Created', sort: '-created', isNumber: true, widths: [null, '60px', '60px', '64px'] },
  changedBy: { label: 'Changed by', widths: [null, null, '96px', '120px'] },
  changed: { label: 'Changed', sort: '-changed', isNumber: true, widths: ['66px', '60px', '60px', '60px'] },
}

const usual: readonly ColumnKey[] = [
  'namespace',
  'target',
  'chain',
  'leads',
  'provider',
  'ttl',
  'owner',
  'environment',
  'changed',
]
// What the header of a group says already; its rows say the rest.
const saidByGroup: Readonly<Record<Grouping, readonly ColumnKey[]>> = {
  host: ['target', 'chain', 'leads'],
  namespace: ['namespace'],
  owner: ['owner'],
  environment: ['environment'],
  useCase: [],
  namespacePurpose: [],
}

/** The columns that are shown unless others are chosen. */
export function usualColumns(by: Grouping | null, hasClusters: boolean): readonly ColumnKey[] {
  const said = by === null ? [] : saidByGroup[by]
  const more: readonly ColumnKey[] = [
    ...(hasClusters ? (['cluster'] as const) : []),
    ...(by === 'host' ? (['service'] as const) : []),
  ]
  // There is no room for both beside the target.
  const left = hasClusters ? usual.filter((key) => key !== 'provider') : usual
  return inOrder([...left.filter((key) => !said.includes(key)), ...more])
}

/** Columns in the order of the table, each once. */
export function inOrder(chosen: readonly ColumnKey[]): readonly ColumnKey[] {
  return columnKeys.filter((key) => chosen.includes(key))
}

/** The classes that leave a column out where it has no width. */
export function columnHiding(key: ColumnKey): string {
  const first = columns[key].widths.findIndex((width) => width !== null)
  return ['', 'max-md:hidden', 'max-lg:hidden', 'max-xl:hidden'][first] ?? ''
}
