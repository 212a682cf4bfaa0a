import type { Pod, Workload } from '@/lib/domain/workload/workload'
import type { SelectorEvidence } from './selector-evidence'

/** The workloads whose pod template a selector matches; none where they could not be read. */
export function matchedWorkloads({ workloads, selector }: SelectorEvidence): readonly Workload[] {
  if (workloads.kind === 'unread' || Object.keys(selector).length === 0) return []
  return workloads.value.items.filter(({ podLabels }) => missedLabels(selector, podLabels).length === 0)
}

/** The labels of a selector that a pod has not, as `key=value`. */
export function missedLabels(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(selector)
    .filter(([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value)
    .map(([key, value]) => `${key}=${value}`)
}

/** The pods that take traffic now: ready, and not on their way out. */
export function readyPods(pods: readonly Pod[]): Pod[] {
  return pods.filter(({ isReady, isTerminating }) => isReady && !isTerminating)
}

/** `app=db,role=primary` */
export function selectorText(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}
