import { AppError } from '@/lib/domain/app-error'
import type { NodeLocalDns } from '@/lib/domain/change/cut-over'
import { readConfigMap } from './config-maps'
import { dnsNamespace } from './coredns-pods'
import type { KubeClient } from './kube-client'

/** Whether NodeLocal DNSCache is set up, by its ConfigMap kube-system/node-local-dns; unknown where that may not be read. */
export async function readNodeLocalDns(client: KubeClient): Promise<NodeLocalDns> {
  try {
    return (await readConfigMap(client, dnsNamespace, 'node-local-dns')) === null ? 'absent' : 'present'
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return 'unknown'
    throw error
  }
}
