import type { Identity } from './identity'

/** The name of a viewer to the API server of a cluster: what a record there says who did it. */
export async function userIn(viewer: Pick<Identity, 'user'> & { in?: ClusterNames }, cluster: string): Promise<string> {
  return (await viewer.in?.(cluster))?.user ?? viewer.user
}

type ClusterNames = ((cluster: string) => Promise<{ user: string }>) | undefined
