/** What the API server does with a Service that a rule says something of: it tells whoever writes it, notes it in its audit log, or refuses it. */
export const policyActions = ['warn', 'audit', 'deny'] as const

export type PolicyAction = (typeof policyActions)[number]
