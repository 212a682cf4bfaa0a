import type { MatrixRowView } from '@/lib/contract/environments'

/** How a dependency stands over its environments, in a few words. */
export function stateWords({ state, cells }: Pick<MatrixRowView, 'state' | 'cells'>): string {
  const present = cells.filter(({ entries }) => entries.length > 0).length
  switch (state) {
    case 'stands-out':
      return 'Something stands out'
    case 'different':
      return `${present} environments on different classes`
    case 'alike':
      return `${present} environments alike`
    case 'single':
      return 'In one environment'
  }
}
