/** What a reviewer may say of an alias. All but `confirm` need a reason. */
export const reviewDecisions = ['confirm', 'reassign', 'needs-change', 'retire'] as const

export type ReviewDecision = (typeof reviewDecisions)[number]
