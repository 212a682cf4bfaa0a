import type { ConsumerCertainty } from './consumer'

const order: readonly ConsumerCertainty[] = ['certain', 'likely', 'possible']

/** The surest of some; `possible` of none. */
export function surest(certainties: readonly ConsumerCertainty[]): ConsumerCertainty {
  return order.find((certainty) => certainties.includes(certainty)) ?? 'possible'
}
