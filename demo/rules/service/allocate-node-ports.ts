import { isObject, listAt, numberAt, textAt } from '../../json/json.ts'
import type { Surroundings } from '../../resources/resource-kind.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { type FieldError, invalid } from '../field-error.ts'
import { needsHealthCheck, needsNodePort, portsOf, specOf } from './service-spec.ts'

const firstPort = 30_000
const lastPort = 32_767

/** Gives each port of a NodePort or LoadBalancer Service its port on the nodes. */
export function allocateNodePorts(service: KubeObject, old: KubeObject | null, around: Surroundings): FieldError[] {
  if (!needsNodePort(service)) return []
  const own = old === null ? [] : portsOf(old).map((port) => numberAt(port, 'nodePort'))
  const taken = new Set(takenPorts(around).filter((port) => !own.includes(port)))
  const isWanted = specOf(service).allocateLoadBalancerNodePorts !== false
  const errors: FieldError[] = []
  portsOf(service).forEach((port, index) => {
    const wanted = numberAt(port, 'nodePort')
    const path = `spec.ports[${index}].nodePort`
    if (wanted === 0) {
      if (!isWanted) return
      port.nodePort = freePort(taken, around.random)
    } else if (wanted < firstPort || wanted > lastPort)
      errors.push(
        invalid(
          path,
          wanted,
          `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`,
        ),
      )
    else if (taken.has(wanted)) errors.push(invalid(path, wanted, 'provided port is already allocated'))
    taken.add(numberAt(port, 'nodePort'))
  })
  // A balancer asks on a port of its own which nodes have a ready Pod.
  if (needsHealthCheck(service))
    specOf(service).healthCheckNodePort ??= (old && specOf(old).healthCheckNodePort) ?? freePort(taken, around.random)
  return errors
}

/** A port that is named as before keeps its node port when the writer does not mention it. */
export function keepNodePorts(service: KubeObject, old: KubeObject): void {
  if (!needsNodePort(old) || !needsNodePort(service)) return
  const mentioned = portsOf(service).map((port) => numberAt(port, 'nodePort'))
  const before = new Map(portsOf(old).map((port) => [textAt(port, 'name'), numberAt(port, 'nodePort')]))
  for (const port of portsOf(service)) {
    const kept = before.get(textAt(port, 'name')) ?? 0
    if (numberAt(port, 'nodePort') === 0 && kept !== 0 && !mentioned.includes(kept)) port.nodePort = kept
  }
}

function takenPorts(around: Surroundings): number[] {
  return around.list('services').flatMap((service) =>
    listAt(service, 'spec', 'ports')
      .filter(isObject)
      .map((port) => numberAt(port, 'nodePort'))
      .concat(numberAt(service, 'spec', 'healthCheckNodePort'))
      .filter((port) => port > 0),
  )
}

function freePort(taken: ReadonlySet<number>, random: () => number): number {
  const count = lastPort - firstPort + 1
  const start = Math.floor(random() * count)
  for (let step = 0; step < count; step += 1) {
    const port = firstPort + ((start + step) % count)
    if (!taken.has(port)) return port
  }
  throw new Error('every node port is taken')
}
