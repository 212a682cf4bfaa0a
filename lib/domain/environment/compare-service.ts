import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { type DiffLine, fieldDiff } from '@/lib/domain/change/field-diff'
import { parseJson } from '@/lib/domain/change/last-change'
import { isMap } from '@/lib/domain/change/merge-patch'
import { manifestChanges } from '@/lib/domain/manifest/manifest-changes'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** What applying a manifest would do to the Service that is there. */
export interface ServiceComparison {
  state: 'new' | 'changed' | 'same'
  diff: DiffLine[]
  /** The change that does it from here; null where there is none. */
  change: ChangeRequest | null
  /** What that change leaves out, or why there is none. */
  why: string | null
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

type Part = Readonly<Record<string, unknown>>

/**
 * Holds a manifest against the live Service as `kubectl apply` would: what the manifest says is set, what it said when it was last applied and says no
 * longer is removed, all else stays. Ports count as the API server completes them.
 */
export function compareService(wanted: ServiceObject, live: ServiceObject | null, ref: ServiceRef): ServiceComparison {
  if (live === null) return compareNew(wanted, ref)
  const before = plain(live)
  const after = applied(wanted, live)
  const diff = fieldDiff(shown(before), shown(after))
  if (diff.length === 0) return { state: 'same', diff, change: null, why: null }
  return { state: 'changed', diff, ...changeFor(before, after, ref) }
}

function compareNew(wanted: ServiceObject, service: ServiceRef): ServiceComparison {
  const { metadata, spec } = wanted
  const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, namespace: service.namespace }, spec }
  const isAlias = spec.type === 'ExternalName'
  return {
    state: 'new',
    diff: fieldDiff({}, shown(plain(wanted))),
    change: isAlias ? { kind: 'create', service, manifest } : null,
    why: isAlias ? null : 'Only Services of type ExternalName are made here: kubectl apply makes this one.',
  }
}

function changeFor(before: ServiceObject, after: ServiceObject, service: ServiceRef) {
  const [from, to] = [before, after].map(({ spec }) => spec.type === 'ExternalName')
  if (from && to) {
    const { changes, outOfReach } = manifestChanges(before, after)
    const [first] = outOfReach
    const why = first === undefined ? null : `${first.field}: ${first.message}`
    const { target, ...others } = changes
    if (Object.keys(changes).length === 0) return { change: null, why }
    const isRetarget = target !== undefined && Object.keys(others).length === 0
    return {
      change: isRetarget
        ? ({ kind: 'retarget', service, target } as const)
        : ({ kind: 'edit', service, ...changes } as const),
      why,
    }
  }
  if (to) {
    const target = after.spec.externalName ?? ''
    const why = 'Its labels, annotations and ports are left as they are: compare again afterwards.'
    return { change: { kind: 'to-external-name', service, target } as const, why }
  }
  if (from) return intoCluster(after, service)
  return { change: null, why: 'It leads to pods before and after: kubectl apply changes it.' }
}

function intoCluster({ spec }: ServiceObject, service: ServiceRef) {
  const { selector, ports = [], clusterIP } = spec
  if (selector === undefined || Object.keys(selector).length === 0 || ports.length === 0) {
    return {
      change: null,
      why: 'It becomes a Service of the cluster without a selector or ports: kubectl apply does it.',
    }
  }
  const kind = clusterIP === 'None' ? ('to-headless' as const) : ('to-cluster-ip' as const)
  const listed = ports.map(({ name, port, targetPort }) => ({
    ...(name ? { name } : {}),
    port,
    ...(targetPort === undefined ? {} : { targetPort }),
  }))
  return { change: { kind, service, selector, ports: listed }, why: null }
}

/** What the API server would hold afterwards, as far as the manifest reaches. */
function applied(wanted: ServiceObject, live: ServiceObject): ServiceObject {
  const said = parseJson(live.metadata.annotations?.[lastApplied] ?? '')
  const earlier = isMap(said) ? said : {}
  const [metadata, spec] = [earlier.metadata, earlier.spec].map((part) => (isMap(part) ? part : {})) as [Part, Part]
  const before = plain(live)
  const own = plain(wanted)
  const texts = (part: 'labels' | 'annotations') =>
    merged(
      own.metadata[part] ?? {},
      before.metadata[part] ?? {},
      isMap(metadata[part]) ? metadata[part] : {},
    ) as Record<string, string>
  const { ports: _, ...rest } = merged(own.spec, before.spec, spec)
  const ports = mergedPorts(own.spec.ports, before.spec.ports, spec.ports)
  return {
    ...before,
    metadata: { ...before.metadata, labels: texts('labels'), annotations: texts('annotations') },
    spec: { ...rest, ...(ports.length === 0 ? {} : { ports }) },
  }
}

function merged(wanted: Part, live: Part, earlier: Part): Record<string, unknown> {
  const kept = Object.entries(live).filter(([key]) => Object.hasOwn(wanted, key) || !Object.hasOwn(earlier, key))
  const set = Object.entries(wanted).map(([key, value]): [string, unknown] => {
    const [own, before, said] = [value, live[key], earlier[key]]
    return [key, isMap(own) && isMap(before) ? merged(own, before, isMap(said) ? said : {}) : own]
  })
  return Object.fromEntries([...kept, ...set])
}

function mergedPorts(wanted: ServicePortObject[] = [], live: ServicePortObject[] = [], earlier: unknown) {
  const keyOf = ({ port, protocol = 'TCP' }: Pick<ServicePortObject, 'port' | 'protocol'>) => `${port}/${protocol}`
  const said = Array.isArray(earlier)
    ? earlier.filter(isMap).map((port) => keyOf(port as unknown as ServicePortObject))
    : []
  const keys = new Set(wanted.map(keyOf))
  const others = live.filter((port) => !keys.has(keyOf(port)) && !said.includes(keyOf(port)))
  return [...wanted.map((port) => ({ ...live.find((each) => keyOf(each) === keyOf(port)), ...port })), ...others]
}

/** Without what the server and kubectl write, with ports as the API server completes them. */
function plain({ metadata, spec, ...rest }: ServiceObject): ServiceObject {
  const { name, namespace, labels = {}, annotations = {} } = metadata
  const { [lastApplied]: _, ...own } = annotations
  const { ports = [], ...others } = spec
  const completed = ports.map((port) => ({
    ...port,
    protocol: port.protocol ?? 'TCP',
    targetPort: port.targetPort || port.port,
  }))
  return {
    ...rest,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), labels, annotations: own },
    spec: { ...others, ...(completed.length === 0 ? {} : { ports: completed }) },
  }
}

function shown({ metadata: { labels, annotations }, spec }: ServiceObject): object {
  return { metadata: { labels, annotations }, spec }
}
