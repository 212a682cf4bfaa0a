import type { ControlPlane } from './control-plane.ts'
import { resolverFor } from './dns-client.ts'
import { poll } from './poll.ts'

const timeoutMs = 30_000

/** Waits until roles have their rules, Pods become Ready, and the cluster's DNS answers for a Service and for the outside. */
export async function waitForCluster(controlPlane: ControlPlane): Promise<void> {
  await Promise.all([rolesHaveRules(controlPlane), podIsReady(controlPlane), dnsAnswers(controlPlane)])
}

function rolesHaveRules({ kubectl }: ControlPlane): Promise<unknown> {
  const canList = async () =>
    (await kubectl(['auth', 'can-i', 'list', 'services', '-A'], { identity: 'viewer' })).code === 0
  return poll(canList, { what: 'the role "view" has rules', timeoutMs, everyMs: 100 })
}

async function podIsReady({ kubectl }: ControlPlane): Promise<void> {
  const target = ['-n', 'kube-system', 'pod/coredns-0', `--timeout=${timeoutMs / 1000}s`]
  const { code, stderr } = await kubectl(['wait', '--for=condition=Ready', ...target])
  if (code !== 0) throw new Error(`the Pod coredns-0 did not become Ready: ${stderr.trim()}`)
}

async function dnsAnswers({ clusterDns }: ControlPlane): Promise<void> {
  const resolver = resolverFor(clusterDns)
  const knowsService = async () =>
    (await resolver.resolve4('kube-dns.kube-system.svc.cluster.local')).includes('10.96.0.10')
  const knowsOutside = async () => (await resolver.resolve4('api-v1.backend.com')).length > 0
  await poll(knowsService, { what: 'CoreDNS answers for kube-dns', timeoutMs })
  await poll(knowsOutside, { what: 'CoreDNS answers for api-v1.backend.com', timeoutMs })
}
