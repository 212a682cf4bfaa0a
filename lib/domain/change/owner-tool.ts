export const ownerTools = ['argo-cd', 'flux', 'helm', 'kubectl', 'signpost', 'other'] as const

export type OwnerTool = (typeof ownerTools)[number]

/**
 * When a tool writes its own state back: `self-heal` by itself, in seconds or at its interval; `next-sync` when a person or a commit has it
 * sync; `next-upgrade` at the next upgrade of a release; `never`; or nobody can say.
 */
export const healings = ['self-heal', 'next-sync', 'next-upgrade', 'never', 'unknown'] as const

export type Healing = (typeof healings)[number]
