import { AppError } from '@/lib/domain/app-error'
import type { EgressFacts, PodLog } from '@/lib/domain/troubleshoot/case-facts'
import type { Fact } from '@/lib/domain/troubleshoot/fact'
import { readCorefileText } from '@/lib/kubernetes/coredns-corefile'
import { dnsNamespace, listReadyDnsPods } from '@/lib/kubernetes/coredns-pods'
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

/** The NetworkPolicies of a namespace, and the labels of the namespaces that their rules may name. */
export function checkEgress(
  options: CheckOptions,
  client: KubeClient,
  namespace: string,
  targetNamespace: string | null,
): Promise<Fact<EgressFacts>> {
  return check(options, { verb: 'list', resource: 'networkpolicies', namespace }, async (signal) => {
    const [policies, dnsNamespaceLabels, targetNamespaceLabels] = await Promise.all([
      listNetworkPolicies(client, namespace),
      labelsIfKnown(client, dnsNamespace, signal),
      targetNamespace === null ? null : labelsIfKnown(client, targetNamespace, signal),
    ])
    return { policies, dnsNamespaceLabels, targetNamespaceLabels }
  })
}

async function labelsIfKnown(client: KubeClient, name: string, signal: AbortSignal) {
  try {
    return await readNamespaceLabels(client, name, signal)
  } catch {
    return null
  }
}

/** The last lines of up to three pods of the cluster's DNS. */
export async function checkLog(options: CheckOptions, client: KubeClient): Promise<Fact<PodLog[]>> {
  const list = { verb: 'list', resource: 'pods', namespace: dnsNamespace }
  const pods = await check(options, list, (signal) => listReadyDnsPods(client, signal))
  if (pods.kind !== 'known') return pods
  const get = { verb: 'get', resource: 'pods/log', namespace: dnsNamespace }
  const names = pods.value.map(({ name }) => name).sort()
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
