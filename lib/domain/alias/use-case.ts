export const useCases = [
  'managed-database',
  'third-party-api',
  'cross-cluster',
  'legacy',
  'namespace-alias',
  'other',
] as const

/** What an alias is for; `legacy` is every system of one's own outside a cluster, `managed-database` every store of data run by others. */
export type UseCase = (typeof useCases)[number]
