import type { DnsAddress } from './dns-client.ts'
import type { CertificateIdentity, Identity } from './identities.ts'
import { type KubectlResult, runKubectl } from './kubectl.ts'
import { editableWorld, type World, type WorldOperations } from './world.ts'

/** What is known of a running control plane; plain data, so that another process can be given it. */
export interface ControlPlaneConnection {
  readonly serverUrl: string
  readonly contextName: string
  readonly caPath: string
  readonly clusterDns: DnsAddress
  readonly worldDns: DnsAddress
  readonly etcdUrl: string
  readonly kubeconfigs: Readonly<Record<Identity | CertificateIdentity, string>>
  readonly tokens: Readonly<Record<Identity, string>>
  readonly kubectlCommand: string
  readonly kubectlCacheDir: string
  readonly logDir: string
  readonly auditLogPath: string
}

/** What only the process that started the control plane can do. */
export interface ControlPlaneOperations extends WorldOperations {
  /** Stops kube-apiserver dead: connections stay open and nobody answers. */
  readonly pauseApiServer: () => Promise<void>
  readonly resumeApiServer: () => Promise<void>
  /** Ends kube-apiserver at once; every connection breaks, new ones are refused. */
  readonly killApiServer: () => Promise<void>
  /** Starts it on the same port with the same data, and waits until it is ready; one that runs is killed first. */
  readonly restartApiServer: () => Promise<void>
  /** Makes every older resourceVersion expired (410 Gone): compacts etcd and restarts kube-apiserver. */
  readonly expireResourceVersions: () => Promise<void>
}

interface KubectlOptions {
  /** `admin` unless told. */
  readonly identity?: Identity | CertificateIdentity
  readonly stdin?: string
}

export interface ControlPlane extends ControlPlaneConnection, Omit<ControlPlaneOperations, keyof WorldOperations> {
  readonly kubeconfigPath: (identity: Identity | CertificateIdentity) => string
  readonly token: (identity: Identity) => string
  readonly kubectl: (args: readonly string[], options?: KubectlOptions) => Promise<KubectlResult>
  /** The DNS outside the cluster; its address serves as resolver of the `outside` vantage. */
  readonly world: World
}

/** Joins what is known of a control plane with a way to operate it, here or in another process. */
export function controlPlaneOf(connection: ControlPlaneConnection, operations: ControlPlaneOperations): ControlPlane {
  const { updateWorld, resetWorld, ...rest } = operations
  const kubeconfigPath = (identity: Identity | CertificateIdentity) => connection.kubeconfigs[identity]
  return {
    ...connection,
    ...rest,
    kubeconfigPath,
    token: (identity) => connection.tokens[identity],
    kubectl: (args, options = {}) =>
      runKubectl({
        command: connection.kubectlCommand,
        kubeconfig: kubeconfigPath(options.identity ?? 'admin'),
        cacheDir: connection.kubectlCacheDir,
        args,
        ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      }),
    world: editableWorld(connection.worldDns, { updateWorld, resetWorld }),
  }
}
