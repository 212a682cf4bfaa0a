import type { ChangeState } from './change-state'

/** How a change stands for whoever looks after them; `outside` were not made through Signpost, `overridden` passed a check with a reason. */
export const changeStandings = ['in-flight', 'soaking', 'failed', 'outside', 'overridden'] as const

export type ChangeStanding = (typeof changeStandings)[number]

const inFlight: readonly ChangeState[] = [
  'applying',
  'applied',
  'propagating',
  'verifying',
  'undoing',
  'patch-proposed',
]
const failed: readonly ChangeState[] = ['failed', 'inconclusive', 'undo-failed', 'reverted']

interface Standable {
  kind: string
  state: ChangeState
  overrides: readonly unknown[]
}

/** Whether a change counts as standing so; one may stand in two ways. */
export function standsAs({ kind, state, overrides }: Standable, standing: ChangeStanding): boolean {
  switch (standing) {
    case 'in-flight':
      return kind !== 'outside' && inFlight.includes(state)
    case 'soaking':
      return state === 'soaking'
    case 'failed':
      return failed.includes(state)
    case 'outside':
      return kind === 'outside'
    case 'overridden':
      return overrides.length > 0
    default:
      return standing satisfies never
  }
}
