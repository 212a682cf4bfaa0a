import { isObject, type Json, type JsonObject, listAt, textAt, valueAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { type PodHealth, podHealth } from './pod-health.ts'

interface Place {
  readonly podIp: string
  readonly hostIp: string
  /** As Kubernetes writes times. */
  readonly now: string
}

/** The status of a Pod that its node runs: what a kubelet reports. */
export function podStatus(pod: KubeObject, { podIp, hostIp, now }: Place): JsonObject {
  const health = podHealth(pod)
  const containers = listAt(pod, 'spec', 'containers')
  const startTime = textAt(pod, 'status', 'startTime') || now
  const conditions = [
    condition(pod, 'PodReadyToStartContainers', true, now),
    condition(pod, 'Initialized', true, now),
    condition(pod, 'Ready', health === 'ready', now),
    condition(pod, 'ContainersReady', health === 'ready', now),
    condition(pod, 'PodScheduled', true, now),
  ]
  return {
    phase: health === 'image-missing' ? 'Pending' : 'Running',
    conditions,
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    podIP: podIp,
    podIPs: [{ ip: podIp }],
    startTime,
    ...initStatuses(pod, startTime),
    containerStatuses: containers.map((container) => containerStatus(container, health, startTime)),
    qosClass: textAt(pod, 'status', 'qosClass') || 'BestEffort',
  }
}

// The time of a condition is that of its last change.
function condition(pod: KubeObject, type: string, isTrue: boolean, now: string): JsonObject {
  const status = isTrue ? 'True' : 'False'
  const old = listAt(pod, 'status', 'conditions').find((one) => textAt(one, 'type') === type)
  const since = textAt(old, 'status') === status ? textAt(old, 'lastTransitionTime') : ''
  return {
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime: since || now,
    ...(isTrue ? {} : { reason: 'ContainersNotReady', message: notReadyText(pod) }),
  }
}

function notReadyText(pod: KubeObject): string {
  const names = listAt(pod, 'spec', 'containers').map((container) => textAt(container, 'name'))
  return `containers with unready status: [${names.join(' ')}]`
}

function containerStatus(container: Json, health: PodHealth, startedAt: string): JsonObject {
  const image = textAt(container, 'image')
  const isRunning = health !== 'image-missing'
  return {
    name: textAt(container, 'name'),
    image,
    imageID: '',
    lastState: {},
    ready: health === 'ready',
    restartCount: 0,
    started: isRunning,
    state: isRunning
      ? { running: { startedAt } }
      : { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` } },
  }
}

function initStatuses(pod: KubeObject, at: string): JsonObject {
  const containers = listAt(pod, 'spec', 'initContainers').filter(isObject)
  if (containers.length === 0) return {}
  const statuses = containers.map((container) => ({
    name: textAt(container, 'name'),
    image: textAt(container, 'image'),
    imageID: '',
    lastState: {},
    ready: true,
    restartCount: 0,
    state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at } },
  }))
  return { initContainerStatuses: statuses }
}

/** Whether a Pod reports itself ready to serve. */
export function isReady(pod: KubeObject): boolean {
  const ready = listAt(pod, 'status', 'conditions').find((one) => textAt(one, 'type') === 'Ready')
  return valueAt(ready, 'status') === 'True'
}

/** Whether a Pod has run to its end and will not run again. */
export const isOver = (pod: KubeObject) => ['Failed', 'Succeeded'].includes(textAt(pod, 'status', 'phase'))
