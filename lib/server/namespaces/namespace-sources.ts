import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

/** What lists of namespaces are made from. */
export interface NamespaceSources extends Pick<ConsoleRuntime, 'access' | 'inventory' | 'clock'> {
  cluster(id: string): Pick<Cluster, 'id' | 'namespaces'> | null
}
