import { type Json, type JsonObject, numberAt, textAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { checkDnsLabel, checkQualifiedName } from '../check-name.ts'
import { duplicate, type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { portsOf } from './service-spec.ts'

const protocols = ['SCTP', 'TCP', 'UDP']

/** What is wrong with the ports of a Service, each by itself and with each other. */
export function checkPorts(service: KubeObject): FieldError[] {
  const ports = portsOf(service)
  const names = new Set<string>()
  return [
    ...ports.flatMap((port, index) => checkPort(port, `spec.ports[${index}]`, ports.length > 1, names)),
    ...findRepeated(
      ports,
      (port) => numberAt(port, 'nodePort') || null,
      (port, index) => duplicate(`spec.ports[${index}].nodePort`, port.nodePort ?? 0),
    ),
    ...findRepeated(
      ports,
      (port) => numberAt(port, 'port'),
      (port, index) => duplicate(`spec.ports[${index}]`, internalPort(port)),
    ),
  ]
}

// The API server shows the port as it keeps it for itself, of which only these two are set.
const internalPort = ({ protocol = '', port = 0 }: JsonObject): JsonObject => ({
  Name: '',
  Protocol: protocol,
  AppProtocol: null,
  Port: port,
  TargetPort: 0,
  NodePort: 0,
})

export function portNumberErrors(path: string, port: number): FieldError[] {
  return port >= 1 && port <= 65_535 ? [] : [invalid(path, port, 'must be between 1 and 65535, inclusive')]
}

function checkPort(port: JsonObject, path: string, needsName: boolean, names: Set<string>): FieldError[] {
  const name = textAt(port, 'name')
  const errors: FieldError[] = []
  if (needsName && name === '') errors.push(required(`${path}.name`))
  else if (name !== '') {
    errors.push(...checkDnsLabel(name).map((text) => invalid(`${path}.name`, name, text)))
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name))
    names.add(name)
  }
  errors.push(...portNumberErrors(`${path}.port`, numberAt(port, 'port')))
  const protocol = textAt(port, 'protocol')
  if (!protocols.includes(protocol)) errors.push(notSupported(`${path}.protocol`, protocol, protocols))
  errors.push(...checkTargetPort(port.targetPort, `${path}.targetPort`))
  const appProtocol = textAt(port, 'appProtocol')
  if (port.appProtocol === undefined) return errors
  return [
    ...errors,
    ...checkQualifiedName(appProtocol).map((text) => invalid(`${path}.appProtocol`, appProtocol, text)),
  ]
}

function checkTargetPort(value: Json | undefined, path: string): FieldError[] {
  if (typeof value === 'number') return portNumberErrors(path, value)
  const name = typeof value === 'string' ? value : ''
  return portNameProblems(name).map((text) => invalid(path, name, text))
}

function portNameProblems(name: string): string[] {
  const problems: string[] = []
  if (name.length > 15) problems.push('must be no more than 15 characters')
  if (!/^[-a-z0-9]+$/.test(name))
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)')
  if (name.includes('--')) problems.push('must not contain consecutive hyphens')
  if (/^-|-$/.test(name)) problems.push('must not begin or end with a hyphen')
  return problems
}

function findRepeated(
  ports: readonly JsonObject[],
  numberOf: (port: JsonObject) => number | null,
  error: (port: JsonObject, index: number) => FieldError,
): FieldError[] {
  const seen = new Set<string>()
  return ports.flatMap((port, index) => {
    const number = numberOf(port)
    if (number === null) return []
    const key = `${textAt(port, 'protocol')}/${number}`
    if (seen.has(key)) return [error(port, index)]
    seen.add(key)
    return []
  })
}
