export const readinessStates = ['ready', 'warned', 'blocked', 'unknown'] as const

/** Whether a colour may be switched to with one click, with a warning, not, or whether that is not known. */
export type ReadinessState = (typeof readinessStates)[number]
