import type { ServiceObject, ServicePortObject, ServiceSpec } from '@/lib/domain/service/service-object'

type Line = readonly [label: string, value: string]

const hiddenAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'
const longestAnnotation = 140
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A Service in the words and columns of `kubectl describe service`, without its endpoints and events, which are not read here. */
export function describeService(object: ServiceObject): string {
  const { metadata, spec } = object
  const lines: Line[] = [
    ['Name:', metadata.name],
    ['Namespace:', metadata.namespace ?? ''],
    ...multiline('Labels:', pairs(metadata.labels, '=')),
    ...multiline('Annotations:', annotationLines(metadata.annotations)),
    ['Selector:', pairs(spec.selector, '=').join(',') || '<none>'],
    ['Type:', spec.type ?? ''],
    ...addressLines(spec),
    ...(spec.externalName ? [['External Name:', spec.externalName] as const] : []),
    ...(spec.ports ?? []).flatMap(portLines),
    ['Session Affinity:', spec.sessionAffinity ?? ''],
    ...textLine(spec, 'externalTrafficPolicy', 'External Traffic Policy:'),
    ...textLine(spec, 'internalTrafficPolicy', 'Internal Traffic Policy:'),
    ...textLine(spec, 'trafficDistribution', 'Traffic Distribution:'),
  ]
  const width = Math.max(...lines.map(([label]) => label.length)) + 2
  return lines.map(([label, value]) => `${label.padEnd(width)}${shown(value)}\n`).join('')
}

function multiline(label: string, values: readonly string[]): Line[] {
  if (values.length === 0) return [[label, '<none>']]
  return values.map((value, index) => [index === 0 ? label : '', value])
}

function pairs(map: Readonly<Record<string, string>> | undefined, between: string): string[] {
  return sortedEntries(map).map(([key, value]) => `${key}${between}${value}`)
}

function sortedEntries(map: Readonly<Record<string, string>> | undefined): Array<[string, string]> {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}

function annotationLines(annotations: Readonly<Record<string, string>> | undefined): string[] {
  return sortedEntries(annotations)
    .filter(([key]) => key !== hiddenAnnotation)
    .flatMap(([key, stored]) => {
      const value = stored.endsWith('\n') ? stored.slice(0, -1) : stored
      if (key.length + value.length + 2 <= longestAnnotation && !value.includes('\n')) return [`${key}: ${value}`]
      return [`${key}:`, ...value.split('\n').map((line) => `  ${shortened(line)}`)]
    })
}

function shortened(line: string): string {
  return line.length > longestAnnotation - 2 ? `${line.slice(0, longestAnnotation - 2)}...` : line
}

function addressLines(spec: ServiceSpec): Line[] {
  const families = stringList(spec.ipFamilies)
  const addresses = stringList(spec.clusterIPs)
  return [
    ...textLine(spec, 'ipFamilyPolicy', 'IP Family Policy:'),
    ['IP Families:', families.join(',') || '<none>'],
    ['IP:', spec.clusterIP ?? ''],
    ['IPs:', addresses.join(',') || '<none>'],
  ]
}

function textLine(spec: ServiceSpec, key: string, label: string): Line[] {
  const value = spec[key]
  return typeof value === 'string' && value !== '' ? [[label, value]] : []
}

function stringList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function portLines(port: ServicePortObject): Line[] {
  const protocol = port.protocol ?? 'TCP'
  const name = port.name || '<unset>'
  const nodePort: Line[] = port.nodePort ? [['NodePort:', `${name}  ${port.nodePort}/${protocol}`]] : []
  return [
    ['Port:', `${name}  ${port.port}/${protocol}`],
    ['TargetPort:', `${port.targetPort ?? 0}/${protocol}`],
    ...nodePort,
  ]
}

function shown(value: string): string {
  return value
    .replaceAll('\u001b', '^[')
    .replace(control, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
