import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { DnsAddress } from './dns-client.ts'
import type { ManagedProcess } from './managed-process.ts'
import type { Pki } from './pki.ts'
import type { Run } from './run.ts'

export const nodeName = 'node-1'

export interface KwokOptions {
  readonly command: string
  readonly run: Run
  readonly stageFiles: readonly string[]
  readonly kubeconfig: string
  readonly pki: Pki
  readonly port: number
  readonly clusterDns: DnsAddress
}

/** Where `kubectl logs -n kube-system coredns-0` reads; lines in the form of the container runtime interface. */
export const clusterDnsPodLog = (run: Run) => join(run.directory, 'coredns-0.log')

/** Starts the stand-in for a kubelet: it makes the node and its Pods Ready, and serves logs and port-forward. */
export async function startKwok(options: KwokOptions): Promise<ManagedProcess> {
  const { run, pki, port } = options
  const config = join(run.directory, 'kwok.yaml')
  const stages = await Promise.all(options.stageFiles.map((file) => readFile(file, 'utf8')))
  await writeFile(config, [...stages, ...kubeletAnswers(options).map((object) => stringify(object))].join('\n---\n'))
  await writeFile(clusterDnsPodLog(run), '')
  return run.start('kwok', options.command, [
    `--config=${config}`,
    `--kubeconfig=${options.kubeconfig}`,
    '--manage-all-nodes',
    `--node-name=${nodeName}`,
    '--node-ip=127.0.0.1',
    `--node-port=${port}`,
    '--cidr=10.244.0.0/24',
    `--server-address=127.0.0.1:${port}`,
    `--tls-cert-file=${pki.server.certificatePath}`,
    `--tls-private-key-file=${pki.server.keyPath}`,
  ])
}

function kubeletAnswers({ clusterDns, run }: KwokOptions): object[] {
  const apiVersion = 'kwok.x-k8s.io/v1alpha1'
  const selector = { matchNamespaces: ['kube-system'], matchNames: ['coredns-0'] }
  const target = { address: clusterDns.host, port: clusterDns.port }
  return [
    {
      apiVersion,
      kind: 'ClusterPortForward',
      metadata: { name: 'cluster-dns' },
      spec: { selector, forwards: [{ ports: [53], target }] },
    },
    {
      apiVersion,
      kind: 'ClusterLogs',
      metadata: { name: 'cluster-dns' },
      spec: { selector, logs: [{ containers: ['coredns'], logsFile: clusterDnsPodLog(run), follow: false }] },
    },
  ]
}
