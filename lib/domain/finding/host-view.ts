/** Who sees it so: both vantages alike, one of them while the other resolves the host, or one of them without a word from the other; or not all clusters alike. */
export const hostViews = ['alike', 'only-cluster', 'only-outside', 'cluster', 'outside', 'clusters-differ'] as const
export const sides = ['ours', 'provider'] as const

export type HostView = (typeof hostViews)[number]
export type Side = (typeof sides)[number]
