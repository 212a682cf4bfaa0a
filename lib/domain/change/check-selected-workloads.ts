import { rolloutUnderWay, type Workload, workloadWords } from '@/lib/domain/workload/workload'
import type { Answer } from './change-evidence'
import { matchedWorkloads, missedLabels, selectorText } from './matched-workloads'
import type { SelectorEvidence } from './selector-evidence'

const mostNamed = 5

/** Whose pods the selector leads to: the pod template, other workloads, a rollout under way, and StatefulSets that name the Service. */
export function checkSelectedWorkloads(evidence: SelectorEvidence): Answer[] {
  if (Object.keys(evidence.selector).length === 0) return [...checkServiceName(evidence)]
  if (evidence.workloads.kind === 'unread') {
    const why = `StatefulSets and Deployments of namespace ${evidence.namespace}: ${evidence.workloads.why}`
    const title = 'Whose pods the selector matches could not be read'
    return [{ code: 'selector-workload', state: 'warn', title, evidence: why }]
  }
  return [
    checkTemplate(evidence, evidence.workloads.value),
    ...checkOthers(evidence),
    ...checkRollout(evidence),
    ...checkServiceName(evidence),
  ]
}

type Workloads = { items: readonly Workload[]; isWhole: boolean }

function checkTemplate(evidence: SelectorEvidence, workloads: Workloads): Answer {
  const code = 'selector-workload'
  const { workload: chosen, selector } = evidence
  const matched = matchedWorkloads(evidence)
  if (chosen !== null) {
    const found = workloads.items.find(({ kind, name }) => kind === chosen.kind && name === chosen.name)
    if (found === undefined) return notThere(chosen, workloads)
    const missed = missedLabels(selector, found.podLabels)
    if (missed.length > 0) {
      const evidenceText = `${workloadWords(found)}: its pod template has ${selectorText(found.podLabels) || 'no labels'}, not ${missed.join(', ')}`
      return { code, state: 'block', title: 'The selector misses the pods of the workload', evidence: evidenceText }
    }
  }
  const [first] = matched
  if (first !== undefined) {
    return { code, state: 'pass', title: 'The selector matches a pod template', evidence: named(matched) }
  }
  return withoutTemplate(evidence, workloads)
}

function notThere(chosen: { kind: string; name: string }, { isWhole }: Workloads): Answer {
  const code = 'selector-workload'
  const evidence = `${workloadWords(chosen)} is not among those of the namespace`
  if (isWhole) return { code, state: 'block', title: 'The workload does not exist', evidence }
  return { code, state: 'warn', title: 'The workload was not found among the first', evidence }
}

/** Pods of an operator have a template of another kind; those of a known workload are about to lose these labels. */
function withoutTemplate({ pods, selector }: SelectorEvidence, workloads: Workloads): Answer {
  const code = 'selector-workload'
  const owners = pods.kind === 'read' ? pods.value.items.flatMap(({ owner }) => owner ?? []) : []
  const losing = workloads.items.find(({ kind, name }) =>
    owners.some((owner) => owner.kind === kind && owner.name === name),
  )
  if (losing !== undefined) {
    const missed = missedLabels(selector, losing.podLabels).join(', ')
    const evidence = `${workloadWords(losing)}: pods have the labels, its template has not ${missed}: the next rollout loses them`
    return { code, state: 'block', title: 'The selector misses the pod template', evidence }
  }
  const isKnown = pods.kind === 'read' && pods.value.items.length === 0 && workloads.isWhole
  if (isKnown) {
    const evidence = `No StatefulSet or Deployment makes pods with ${selectorText(selector)}`
    return { code, state: 'block', title: 'The selector matches no pod template', evidence }
  }
  const others = [...new Set(owners.map(workloadWords))].slice(0, mostNamed).join(', ')
  const evidence = `The pods are of ${others || 'no workload'}, whose template is not read: whether new pods keep the labels is not known`
  return { code, state: 'warn', title: 'The pods are of no StatefulSet or Deployment', evidence }
}

function checkOthers(evidence: SelectorEvidence): Answer[] {
  const code = 'selector-others'
  const { pods, workload: chosen } = evidence
  const matched = matchedWorkloads(evidence)
  const owners = pods.kind === 'read' ? pods.value.items.map(({ name, owner }) => owner ?? { kind: 'Pod', name }) : []
  const all = [...new Map([...matched, ...owners].map((each) => [workloadWords(each), each])).values()]
  const main = chosen ?? matched[0] ?? all[0]
  if (main === undefined) return []
  const others = all.filter((each) => workloadWords(each) !== workloadWords(main))
  if (others.length > 0) {
    const isStateful = [main, ...others].some(({ kind }) => kind === 'StatefulSet')
    const title = 'The selector matches other workloads, too'
    const told = `${workloadWords(main)}, and ${named(others)}`
    return [{ code, state: isStateful ? 'block' : 'warn', title, evidence: told }]
  }
  if (pods.kind === 'unread') return []
  return [{ code, state: 'pass', title: 'The selector matches one workload', evidence: workloadWords(main) }]
}

function checkRollout(evidence: SelectorEvidence): Answer[] {
  const code = 'workload-rollout'
  const matched = matchedWorkloads(evidence)
  if (matched.length === 0) return []
  const moving = matched.flatMap((workload) => {
    const why = rolloutUnderWay(workload)
    return why === null ? [] : [`${workloadWords(workload)}: ${why}`]
  })
  if (moving.length > 0) {
    const told = moving.slice(0, mostNamed).join('; ')
    return [{ code, state: 'warn', title: 'A rollout is under way', evidence: told }]
  }
  const told = matched.map((workload) => `${workloadWords(workload)} ${workload.readyReplicas} of ${workload.replicas}`)
  return [{ code, state: 'pass', title: 'No rollout is under way', evidence: told.slice(0, mostNamed).join(', ') }]
}

// The names of a StatefulSet's pods stand below its Service, which DNS serves for a headless one alone.
function checkServiceName({ workloads, service, isHeadless }: SelectorEvidence): Answer[] {
  const code = 'workload-service-name'
  if (workloads.kind === 'unread' || isHeadless) return []
  const naming = workloads.value.items.filter(({ serviceName }) => serviceName === service)
  if (naming.length > 0) {
    const evidence = `${named(naming)}: serviceName ${service}; the names of its pods need a headless Service`
    return [{ code, state: 'block', title: 'A StatefulSet needs this Service to be headless', evidence }]
  }
  if (workloads.value.isWhole) return []
  const evidence = `Not every StatefulSet of the namespace was read: one may have serviceName ${service}`
  return [{ code, state: 'warn', title: 'Whether a StatefulSet needs this Service is not certain', evidence }]
}

function named(workloads: ReadonlyArray<{ kind: string; name: string }>): string {
  const names = workloads.map(workloadWords)
  const shown = names.slice(0, mostNamed).join(', ')
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown
}
