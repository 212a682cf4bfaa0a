import { type DialTable, dialTableVariable } from './endpoints/dial-table.ts'

interface Address {
  readonly host: string
  readonly port: number
}

export interface ConsoleSurroundings {
  readonly kubeconfigPath: string
  /** Authorities that the machine of the console trusts besides its own, and those of the company. */
  readonly publicCaPath: string
  readonly caBundlePath: string
  readonly metricsAddress: string
  /** The file that names the company's teams. */
  readonly configPath: string
  readonly clusterDns: Address
  readonly resolver: Address
  readonly dialTable: DialTable
}

const probedPorts = [443, 587, 5432, 5671, 6379, 8443, 9092, 9243, 27_017]

/** The settings of a console in front of the company's cluster, by environment variable. It may probe whatever aliases lead to. */
export function consoleSettings(around: ConsoleSurroundings): Record<string, string> {
  const { clusterDns, resolver } = around
  return {
    KUBECONFIG: around.kubeconfigPath,
    SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`,
    SIGNPOST_RESOLVERS: `${resolver.host}:${resolver.port}`,
    SIGNPOST_OWN_DOMAINS: 'quillmoor.example',
    SIGNPOST_OTHER_CLUSTER_DOMAINS: 'clusters.quillmoor.example',
    SIGNPOST_CONFIG: around.configPath,
    SIGNPOST_METRICS: around.metricsAddress,
    SIGNPOST_PROBE_NAMESPACES: '*',
    SIGNPOST_PROBE_SUFFIXES: '*',
    SIGNPOST_PROBE_PORTS: probedPorts.join(','),
    SIGNPOST_CA_BUNDLE: around.caBundlePath,
    NODE_EXTRA_CA_CERTS: around.publicCaPath,
    [dialTableVariable]: JSON.stringify(around.dialTable),
  }
}
