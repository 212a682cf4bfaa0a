import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DnsAddress } from './dns-client.ts'
import type { ManagedProcess } from './managed-process.ts'
import type { Run } from './run.ts'

export interface ClusterDnsTimes {
  /** TTL of what the kubernetes plugin answers. kubeadm sets 30, the plugin's own default is 5. */
  readonly ttlSeconds: number
  /** Upper bound of the cache for names outside the cluster; the plugin holds answers at least 5. kubeadm sets 30. */
  readonly cacheSeconds: number
}

/** As short as CoreDNS' own defaults allow, so that a test sees a cut-over within seconds; the shape is kubeadm's. */
export const quickTimes: ClusterDnsTimes = { ttlSeconds: 5, cacheSeconds: 5 }

export interface CorefileOptions {
  readonly port: number
  readonly kubeconfig: string
  readonly upstream: DnsAddress
  readonly times: ClusterDnsTimes
}

export function renderClusterCorefile({ port, kubeconfig, upstream, times }: CorefileOptions): string {
  return `.:${port} {
    bind 127.0.0.1
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       kubeconfig ${kubeconfig}
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl ${times.ttlSeconds}
    }
    forward . ${upstream.host}:${upstream.port} {
       max_concurrent 1000
    }
    cache ${times.cacheSeconds} {
       disable success cluster.local
       disable denial cluster.local
    }
    loadbalance
}
`
}

/** Starts the CoreDNS that reads the API server; it needs a kubeconfig because it runs outside of the cluster. */
export async function startClusterDns(run: Run, command: string, corefile: string): Promise<ManagedProcess> {
  const path = join(run.directory, 'Corefile')
  await writeFile(path, corefile)
  return run.start('coredns', command, ['-conf', path])
}
