import type { Duplex } from 'node:stream'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { type DnsPod, dnsNamespace, listReadyDnsPods } from './coredns-pods'
import type { KubeClient } from './kube-client'
import { openPortForward } from './port-forward'

export interface CorednsForwardOptions {
  client: KubeClient
  clock: Clock
  random(): number
}

/** A way to the cluster's DNS for whoever speaks DNS over a stream: each `open` is a stream of its own. */
export interface CorednsForward {
  name: string
  open(signal: AbortSignal): Promise<Duplex>
}

const podsFreshForMs = 5000

/**
 * Opens streams to a ready Pod of the cluster's DNS by port-forward through the API server, with the client's rights. A Pod that failed is
 * passed over while there is another; who may not list the Pods, or forward to them, gets `forbidden` naming verb and resource.
 */
export function forwardToCoredns({ client, clock, random }: CorednsForwardOptions): CorednsForward {
  let known: { pods: DnsPod[]; atMs: number } | null = null
  let failed: string | null = null

  async function readyPods(signal: AbortSignal): Promise<DnsPod[]> {
    if (known !== null && clock.now() - known.atMs < podsFreshForMs) return known.pods
    const pods = await listReadyDnsPods(client, signal)
    known = { pods, atMs: clock.now() }
    return pods
  }

  function fail(pod: DnsPod): void {
    failed = pod.name
    known = null
  }

  async function open(signal: AbortSignal): Promise<Duplex> {
    const pod = pick(await readyPods(signal), failed, random)
    try {
      const stream = await openPortForward(client, { namespace: dnsNamespace, pod: pod.name, port: pod.port }, signal)
      stream.once('error', () => fail(pod))
      // It may close because the Pod goes: the next one is chosen from a new list.
      stream.once('close', () => {
        known = null
      })
      return stream
    } catch (error) {
      fail(pod)
      throw error
    }
  }

  return { name: `${dnsNamespace}/kube-dns of ${client.clusterId} by port-forward`, open }
}

function pick(pods: readonly DnsPod[], failed: string | null, random: () => number): DnsPod {
  const others = pods.filter(({ name }) => name !== failed)
  const choice = others.length > 0 ? others : pods
  const pod = choice[Math.floor(random() * choice.length)]
  if (pod !== undefined) return pod
  throw new AppError('unavailable', `no ready Pod labelled k8s-app=kube-dns in ${dnsNamespace}`, {
    reason: 'no-dns-pod',
  })
}
