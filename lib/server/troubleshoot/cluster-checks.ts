import { AppError } from '@/lib/domain/app-error'
import type { EgressFacts, PodLog } from '@/lib/domain/troubleshoot/case-facts'
import { type Fact, known } from '@/lib/domain/troubleshoot/fact'
import { readCorefileText } from '@/lib/kubernetes/coredns-corefile'
import { type DnsPod, dnsNamespace, listDnsPods } from '@/lib/kubernetes/coredns-pods'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readNamespaceLabels } from '@/lib/kubernetes/namespaces'
import { listNetworkPolicies } from '@/lib/kubernetes/network-policies'
import { readPodLog } from '@/lib/kubernetes/pod-logs'
import { type CheckOptions, check, mayNot } from './check'

const logLines = 100
const logPods = 3

/** The text of the cluster's Corefile. */
export async function checkCorefile(options: CheckOptions, client: KubeClient): Promise<Fact<string>> {
  const right = { verb: 'get', resource: 'configmaps', namespace: dnsNamespace }
  const reading = await check(options, right, () => readCorefileText(client))
  if (reading.kind !== 'known') return reading
  const { value, elapsedMs } = reading
  if (value.kind === 'text') return { kind: 'known', value: value.text, elapsedMs }
  return { kind: 'skipped', why: value.kind === 'denied' ? mayNot(right) : `Not read: ${value.why}.` }
}

/** The pods of the cluster's DNS, those that are ready first. */
export function checkDnsPods(options: CheckOptions, client: KubeClient): Promise<Fact<DnsPod[]>> {
  return check(options, { verb: 'list', resource: 'pods', namespace: dnsNamespace }, async (signal) => {
    const pods = await listDnsPods(client, signal)
    return pods.sort((a, b) => Number(b.isReady) - Number(a.isReady) || (a.name < b.name ? -1 : 1))
  })
}

export interface EgressQuestion {
  namespace: string
  /** Of the Service that the alias leads to in the same cluster, null for one outside. */
  targetNamespace: string | null
  dnsPods: Promise<Fact<readonly DnsPod[]>>
}

/** The NetworkPolicies of a namespace, and the labels of the namespaces and pods that their rules may name. */
export function checkEgress(
  options: CheckOptions,
  client: KubeClient,
  { namespace, targetNamespace, dnsPods }: EgressQuestion,
): Promise<Fact<EgressFacts>> {
  return check(options, { verb: 'list', resource: 'networkpolicies', namespace }, async (signal) => {
    const [policies, dnsNamespaceLabels, targetNamespaceLabels, pods] = await Promise.all([
      listNetworkPolicies(client, namespace),
      labelsIfKnown(client, dnsNamespace, signal),
      targetNamespace === null ? null : labelsIfKnown(client, targetNamespace, signal),
      dnsPods,
    ])
    return { policies, dnsNamespaceLabels, targetNamespaceLabels, dnsPod: known(pods)?.[0] ?? null }
  })
}

async function labelsIfKnown(client: KubeClient, name: string, signal: AbortSignal) {
  try {
    return await readNamespaceLabels(client, name, signal)
  } catch {
    return null
  }
}

/** The last lines of up to three pods of the cluster's DNS; one that is not ready has most to tell when no other is. */
export async function checkLog(
  options: CheckOptions,
  client: KubeClient,
  dnsPods: Promise<Fact<readonly DnsPod[]>>,
): Promise<Fact<PodLog[]>> {
  const pods = await dnsPods
  if (pods.kind !== 'known') return pods
  const get = { verb: 'get', resource: 'pods/log', namespace: dnsNamespace }
  const names = pods.value.map(({ name }) => name)
  return check(options, get, async (signal) => {
    const logs = await Promise.allSettled(
      names.slice(0, logPods).map(async (pod) => {
        const lines = await readPodLog(client, { namespace: dnsNamespace, pod, lines: logLines, signal })
        return { pod, lines }
      }),
    )
    const read = logs.flatMap((log) => (log.status === 'fulfilled' ? [log.value] : []))
    const failed = logs.find((log) => log.status === 'rejected')
    if (read.length === 0 && failed !== undefined) throw asError(failed.reason)
    return read
  })
}

function asError(reason: unknown): AppError {
  return reason instanceof AppError ? reason : new AppError('unavailable', 'the log could not be read')
}
