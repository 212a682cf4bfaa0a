import type { Answer } from './change-evidence'
import { readyPods, selectorText } from './matched-workloads'
import type { SelectorEvidence } from './selector-evidence'

const code = 'selector-pods'
const mostNamed = 5

/** Whether the selector leads to a pod that takes traffic now. */
export function checkSelectedPods({ selector, pods, namespace }: SelectorEvidence): Answer {
  const text = selectorText(selector)
  if (text === '') {
    const evidence = 'A Service without a selector gets no endpoints by itself'
    return { code, state: 'block', title: 'The selector is empty', evidence }
  }
  if (pods.kind === 'unread') {
    const evidence = `Pods with ${text} in namespace ${namespace}: ${pods.why}`
    return { code, state: 'warn', title: 'Whether a pod is ready could not be read', evidence }
  }
  const { items, isWhole } = pods.value
  const ready = readyPods(items)
  const counted = `${ready.length} of ${items.length}${isWhole ? '' : ' and more'} pods with ${text} ready`
  if (ready.length > 0) return { code, state: 'pass', title: 'Pods are ready behind the selector', evidence: counted }
  if (!isWhole) return { code, state: 'warn', title: 'No ready pod was found among the first', evidence: counted }
  const title = items.length === 0 ? 'The selector matches no pod' : 'No pod behind the selector is ready'
  const names = items.slice(0, mostNamed).map(({ name }) => name)
  return { code, state: 'block', title, evidence: names.length === 0 ? counted : `${counted}: ${names.join(', ')}` }
}
