/** States of a change's life, in kebab-case as the API spells them. */
export const changeStates = [
  'ready',
  'applying',
  'applied',
  'propagating',
  'verifying',
  'soaking',
  'completed',
  'conflict',
  'not-applied',
  'inconclusive',
  'failed',
  'undoing',
  'undone',
  'undo-failed',
  'reverted',
  'patch-proposed',
  'observed-live',
  'cancelled',
] as const

export type ChangeState = (typeof changeStates)[number]
