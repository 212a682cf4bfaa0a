import type { ContainerPort } from '@/lib/domain/workload/workload'
import { isRecord, type JsonRecord, listAt, stringAt } from './json-value'

const maxPorts = 200

/** The ports that the containers of a pod's spec declare, 200 at most. */
export function readContainerPorts(podSpec: JsonRecord): ContainerPort[] {
  return containersOf(podSpec)
    .flatMap((container) =>
      listAt(container, 'ports')
        .filter(isRecord)
        .flatMap((port) => readPort(container, port)),
    )
    .slice(0, maxPorts)
}

/** The containers that run as long as the pod does: sidecars are init containers that restart always. */
export function containersOf(podSpec: JsonRecord): JsonRecord[] {
  const sidecars = listAt(podSpec, 'initContainers')
    .filter(isRecord)
    .filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...listAt(podSpec, 'containers').filter(isRecord), ...sidecars]
}

function readPort(container: JsonRecord, port: JsonRecord): ContainerPort[] {
  if (typeof port.containerPort !== 'number') return []
  return [
    {
      container: stringAt(container, 'name') ?? '',
      name: stringAt(port, 'name') ?? null,
      number: port.containerPort,
      protocol: stringAt(port, 'protocol') ?? 'TCP',
    },
  ]
}
