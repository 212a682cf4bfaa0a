import { AppError } from '@/lib/domain/app-error'
import type { Reading, SelectorEvidence } from '@/lib/domain/change/selector-evidence'
import type { Clock } from '@/lib/domain/clock'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readNamespaceLabels } from '@/lib/kubernetes/namespaces'
import { listNetworkPolicies } from '@/lib/kubernetes/network-policies'
import { listPods } from '@/lib/kubernetes/pods'
import { listWorkloads } from '@/lib/kubernetes/workloads'
import { within } from './within'

const askMs = 5_000

/** What a change to pods is held against and is known before anything is read. */
export type SelectorQuestion = Omit<SelectorEvidence, 'pods' | 'workloads' | 'slices' | 'policies' | 'namespaceLabels'>

/** Reads, as the viewer, what the checks of a selector look at: in parallel and for 5 s at most; what does not answer is unread, and says why. */
export async function gatherSelectorEvidence(
  { client, clock }: { client: KubeClient; clock: Clock },
  question: SelectorQuestion,
): Promise<SelectorEvidence> {
  const { namespace, service, selector } = question
  const isEmpty = Object.keys(selector).length === 0
  const giveUp = new AbortController()
  const { signal } = giveUp
  const [pods, workloads, slices, policies, namespaceLabels] = await Promise.all([
    // Without a selector the list would be of every pod.
    isEmpty ? emptyList : readOr(clock, listPods(client, { namespace, selector, signal })),
    readOr(clock, listWorkloads(client, namespace, signal)),
    readOr(clock, readServiceSlices(client, { namespace, service, names: [] })),
    readOr(clock, listNetworkPolicies(client, namespace)),
    within(clock, readNamespaceLabels(client, namespace), askMs, null),
  ])
  // A list that is still going on by now has nobody to go to.
  giveUp.abort()
  return { ...question, pods, workloads, slices, policies, namespaceLabels }
}

const emptyList = { kind: 'read' as const, value: { items: [], isWhole: true } }

function readOr<Value>(clock: Clock, work: Promise<Value>): Promise<Reading<Value>> {
  const reading = work.then(
    (value): Reading<Value> => ({ kind: 'read', value }),
    (error: unknown): Reading<Value> => ({
      kind: 'unread',
      why: error instanceof AppError ? error.message : 'not read',
    }),
  )
  return within<Reading<Value>>(clock, reading, askMs, { kind: 'unread', why: 'no answer came' })
}
