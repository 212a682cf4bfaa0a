import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { AccessSource } from './access-source'
import type { ClusterAccess } from './cluster-access'

export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The cluster this process runs in, with its ServiceAccount (token read again from the file, as the kubelet rotates it). */
export async function inClusterAccess(
  host: string,
  port: string,
  folder = serviceAccountFolder,
): Promise<ClusterAccess> {
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const namespace = await readFile(join(folder, 'namespace'), 'utf8')
  await readFile(join(folder, 'token'), 'utf8')
  return {
    id: 'in-cluster',
    label: 'in-cluster',
    server,
    userName: 'serviceaccount',
    namespace: namespace.trim(),
    inCluster: true,
    source: new AccessSource(
      server,
      { 'certificate-authority': join(folder, 'ca.crt') },
      { tokenFile: join(folder, 'token') },
    ),
  }
}
