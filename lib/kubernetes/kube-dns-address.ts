import { isIP } from 'node:net'
import { dnsNamespace } from './coredns-pods'
import type { KubeClient } from './kube-client'
import { readService } from './services'

// CoreDNS is installed under the name of its predecessor, so that Pods need not know which one it is.
const dnsService = 'kube-dns'

/** The ClusterIP of the Service kube-system/kube-dns, null where there is none. Throws AppError as every request does. */
export async function readKubeDnsAddress(client: KubeClient): Promise<string | null> {
  const service = await readService(client, dnsNamespace, dnsService)
  const address = service?.spec.clusterIP ?? ''
  return isIP(address) === 0 ? null : address
}
