import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import { environmentProxy } from '@/lib/domain/proxy/environment-proxy'
import { AccessSource } from './access-source'
import type { ClusterAccess } from './cluster-access'

export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The cluster this process runs in, with its ServiceAccount (token read again from the file, as the kubelet rotates it). */
export async function inClusterAccess(
  host: string,
  port: string,
  env: Readonly<Record<string, string | undefined>>,
  folder = serviceAccountFolder,
): Promise<ClusterAccess> {
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const proxy = environmentProxy(new URL(server), env)
  if ('problem' in proxy) throw new AppError('invalid', proxy.problem)
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
      proxy.url,
    ),
  }
}
