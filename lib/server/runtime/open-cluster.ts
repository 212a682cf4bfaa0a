import type { ResolverAddress } from '@/lib/dns/resolver-address'
import type { Vantage } from '@/lib/dns/vantages'
import { type AbsentVantage, configureVantages, readInClusterDns, readSystemResolvers } from '@/lib/dns/vantages'
import type { Clock } from '@/lib/domain/clock'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { readCorefileText } from '@/lib/kubernetes/coredns-corefile'
import { forwardToCoredns } from '@/lib/kubernetes/coredns-forward'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeDnsAddress } from '@/lib/kubernetes/kube-dns-address'
import { readNodeLocalDns } from '@/lib/kubernetes/node-local-dns'
import { whenOr } from '@/lib/server/monitor/when-or'
import { CorefileWatch } from './corefile-watch'
import { userAgent } from './version'

export interface OpenClusterOptions {
  access: ClusterAccess
  /** `SIGNPOST_CLUSTER_DOMAIN`, which nothing that is read overrules; null when it is not set. */
  clusterDomain: string | null
  /** What a Corefile of this cluster said before, null when none was read. */
  knownDomain: string | null
  /** `SIGNPOST_CLUSTER_DNS` where it is meant for this cluster. */
  clusterDns: ResolverAddress | null
  /** `SIGNPOST_RESOLVERS` */
  resolvers: ResolverAddress[] | null
  clock: Clock
  random(): number
}

/** The ways to one cluster, and what has to be known of its DNS before the first alias comes. */
export interface OpenedCluster {
  access: ClusterAccess
  console: KubeClient
  corefile: CorefileWatch
  clusterDomain: string
  isDomainGiven: boolean
  vantages: Vantage[]
  absent: AbsentVantage[]
  close(): Promise<void>
}

const usualDomain = 'cluster.local'
// A cluster that is away must not hold up the others, nor the page that says so.
const firstReadMs = 500

/**
 * Makes the client of the console identity and finds the cluster's DNS: the address that is set; in a cluster the ClusterIP of kube-dns;
 * else a port-forward to it. Waits half a second at most for what is read.
 */
export async function openCluster(options: OpenClusterOptions): Promise<OpenedCluster> {
  const { access, clock, random } = options
  const console = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent })
  const assumedDomain = options.clusterDomain ?? options.knownDomain ?? usualDomain
  const corefile = new CorefileWatch({
    clock,
    read: () => readCorefileText(console),
    readNodeLocalDns: () => readNodeLocalDns(console),
    assumedDomain,
  })
  const [inClusterDns] = await Promise.all([
    access.inCluster && options.clusterDns === null ? findKubeDns(console, clock) : null,
    corefile.start(options.clusterDomain === null ? firstReadMs : 0),
  ])
  const { vantages, absent } = configureVantages({
    clusterDns: options.clusterDns,
    resolvers: options.resolvers,
    systemResolvers: access.inCluster ? [] : readSystemResolvers(),
    inClusterDns: access.inCluster ? (inClusterDns ?? readInClusterDns()) : null,
    forwardedDns: forwardToCoredns({ client: console, clock, random }),
  })
  return {
    access,
    console,
    corefile,
    clusterDomain: options.clusterDomain ?? corefile.current().clusterDomain,
    isDomainGiven: options.clusterDomain !== null,
    vantages,
    absent,
    close: async () => {
      corefile.close()
      await console.close()
    },
  }
}

async function findKubeDns(console: KubeClient, clock: Clock): Promise<ResolverAddress | null> {
  let found: string | null = null
  const reading = readKubeDnsAddress(console).then(
    (address) => {
      found = address
    },
    // The Pod's own resolver is as good where the Service may not be read.
    () => undefined,
  )
  await whenOr(reading, clock, firstReadMs)
  return found === null ? null : { host: found, port: 53 }
}
