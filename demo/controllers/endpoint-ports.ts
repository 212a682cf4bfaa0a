import { isObject, type Json, type JsonObject, listAt, numberAt, textAt, valueAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'

/** The ports of a Service as one Pod serves them; a named port that the Pod does not have is left out. */
export function endpointPorts(service: KubeObject, pod: KubeObject): JsonObject[] {
  return listAt(service, 'spec', 'ports')
    .filter(isObject)
    .flatMap((port) => {
      const number = targetOf(port, pod)
      const appProtocol = textAt(port, 'appProtocol')
      if (number === null) return []
      return [
        {
          name: textAt(port, 'name'),
          protocol: textAt(port, 'protocol') || 'TCP',
          port: number,
          ...(appProtocol === '' ? {} : { appProtocol }),
        },
      ]
    })
}

function targetOf(port: JsonObject, pod: KubeObject): number | null {
  const target = valueAt(port, 'targetPort')
  if (typeof target !== 'string') return typeof target === 'number' && target > 0 ? target : numberAt(port, 'port')
  const protocol = textAt(port, 'protocol') || 'TCP'
  const isNamed = (offered: Json) =>
    textAt(offered, 'name') === target && (textAt(offered, 'protocol') || 'TCP') === protocol
  const found = listAt(pod, 'spec', 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .find(isNamed)
  return found === undefined ? null : numberAt(found, 'containerPort')
}
