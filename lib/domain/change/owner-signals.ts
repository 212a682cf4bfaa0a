import type { FieldManager } from '@/lib/domain/alias/alias'
import type { DeliveryRef } from './delivery'
import type { OwnerTool } from './owner-tool'

/** One thing that speaks for a tool. Weak ones are what people copy and tools set in passing: they decide nothing. */
export interface OwnerSignal {
  tool: OwnerTool
  strength: 'strong' | 'weak'
  says: string
}

/** What a Service says of its writers, from a fresh read or from the watch. */
export interface OwnedService {
  namespace: string
  name: string
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  fieldManagers: readonly FieldManager[]
}

const longest = 300
const argo = 'argocd.argoproj.io'
const flux = { Kustomization: 'kustomize.toolkit.fluxcd.io', HelmRelease: 'helm.toolkit.fluxcd.io' } as const
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** Every signal of who keeps `spec.externalName`, strong ones first; each names what was seen. */
export function ownerSignals(service: OwnedService): OwnerSignal[] {
  const found = [
    ...argoSignals(service),
    ...fluxSignals(service),
    ...helmSignals(service),
    ...service.fieldManagers.flatMap(managerSignals),
  ]
  if (lastApplied in service.annotations) found.push(strong('kubectl', `Annotation ${lastApplied} is there`))
  const unique = [...new Map(found.map((signal) => [signal.says, signal])).values()]
  return unique.sort((a, b) => Number(a.strength === 'weak') - Number(b.strength === 'weak'))
}

/** What delivers the Service, by its own labels and annotations. */
export function deliveryRefs(service: OwnedService): DeliveryRef[] {
  const { labels, fieldManagers } = service
  const refs: DeliveryRef[] = []
  const application = trackedBy(service)?.application ?? null
  const instance = labels['app.kubernetes.io/instance']
  if (application !== null) refs.push(applicationRef(application))
  else if (instance !== undefined && fieldManagers.some(isArgoWriter)) refs.push(applicationRef(instance))
  for (const kind of ['Kustomization', 'HelmRelease'] as const) {
    const name = labels[`${flux[kind]}/name`]
    const namespace = labels[`${flux[kind]}/namespace`]
    if (name !== undefined && namespace !== undefined) refs.push({ kind, namespace, name })
  }
  return refs
}

/** The tool behind a field manager's name. */
export function toolOfManager(manager: string): OwnerTool {
  if (manager === 'signpost') return 'signpost'
  if (manager.startsWith('argocd-')) return 'argo-cd'
  if (manager === 'kustomize-controller' || manager === 'helm-controller') return 'flux'
  if (manager === 'helm' || manager === 'Helm') return 'helm'
  return manager === 'kubectl' || manager.startsWith('kubectl-') ? 'kubectl' : 'other'
}

function argoSignals(service: OwnedService): OwnerSignal[] {
  const found: OwnerSignal[] = []
  const { annotations, labels } = service
  const key = `${argo}/tracking-id`
  const text = annotations[key]
  const tracked = trackedBy(service)
  if (tracked) found.push(strong('argo-cd', `Annotation ${key} names this very Service: ${text}`))
  else if (text !== undefined) found.push(weak('argo-cd', `Annotation ${key} names another object: ${text}`))
  const installation = annotations[`${argo}/installation-id`]
  if (installation !== undefined) {
    const says = `Annotation ${argo}/installation-id is ${installation}`
    // One that came with the tracking id of another object was copied with it.
    found.push(tracked || text === undefined ? strong('argo-cd', says) : weak('argo-cd', says))
  }
  const instance = labels['app.kubernetes.io/instance']
  if (instance !== undefined) found.push(weak('argo-cd', `Label app.kubernetes.io/instance is ${instance}`))
  return found
}

function fluxSignals({ labels, annotations }: OwnedService): OwnerSignal[] {
  const found: OwnerSignal[] = []
  for (const kind of ['Kustomization', 'HelmRelease'] as const) {
    const name = labels[`${flux[kind]}/name`]
    const namespace = labels[`${flux[kind]}/namespace`]
    if (name !== undefined && namespace !== undefined) {
      found.push(strong('flux', `Labels ${flux[kind]}/name and /namespace name ${kind} ${namespace}/${name}`))
    }
    const keys = Object.keys(annotations).filter((key) => key.startsWith(`${flux[kind]}/`))
    for (const key of keys.sort()) found.push(weak('flux', `Annotation ${key} is ${annotations[key]}`))
  }
  return found
}

function helmSignals({ labels, annotations }: OwnedService): OwnerSignal[] {
  const found: OwnerSignal[] = []
  const release = helmRelease(annotations)
  if (release && labels['app.kubernetes.io/managed-by'] === 'Helm') {
    found.push(strong('helm', `Label managed-by and annotations name release ${release.namespace}/${release.name}`))
  } else if (release) {
    found.push(weak('helm', `Annotations name release ${release.namespace}/${release.name}, no label managed-by`))
  } else if (labels['app.kubernetes.io/managed-by'] === 'Helm') {
    found.push(weak('helm', 'Label app.kubernetes.io/managed-by is Helm, no annotation names a release'))
  }
  const chart = labels['helm.sh/chart']
  if (chart !== undefined) found.push(weak('helm', `Label helm.sh/chart is ${chart}`))
  return found
}

/** The Helm release that a Service's annotations name, null unless both are there. */
export function helmRelease(annotations: OwnedService['annotations']): { namespace: string; name: string } | null {
  const name = annotations['meta.helm.sh/release-name']
  const namespace = annotations['meta.helm.sh/release-namespace']
  return name === undefined || namespace === undefined ? null : { namespace, name }
}

function managerSignals({ manager, ownsExternalName, ownsSpec }: FieldManager): OwnerSignal[] {
  const tool = toolOfManager(manager)
  if (ownsExternalName) return [strong(tool, `Field manager ${manager} wrote spec.externalName`)]
  if (tool !== 'argo-cd' && tool !== 'flux' && tool !== 'helm') return []
  if (ownsSpec) return [strong(tool, `Field manager ${manager} wrote other fields of the spec`)]
  return [weak(tool, `Field manager ${manager} wrote fields outside the spec`)]
}

function isArgoWriter({ manager, ownsSpec }: FieldManager): boolean {
  return ownsSpec && toolOfManager(manager) === 'argo-cd'
}

// `<application>:<group>/<kind>:<namespace>/<name>`; the core group is empty.
function trackedBy({ namespace, name, annotations }: OwnedService): { application: string } | null {
  const text = annotations[`${argo}/tracking-id`] ?? ''
  const suffix = `:/Service:${namespace}/${name}`
  const application = text.slice(0, -suffix.length)
  return text.endsWith(suffix) && application !== '' ? { application } : null
}

// With Applications in any namespace the name carries its own: `<namespace>_<name>`.
function applicationRef(text: string): DeliveryRef {
  const at = text.indexOf('_')
  if (at <= 0) return { kind: 'Application', namespace: null, name: text }
  return { kind: 'Application', namespace: text.slice(0, at), name: text.slice(at + 1) }
}

function strong(tool: OwnerTool, says: string): OwnerSignal {
  return { tool, strength: 'strong', says: says.slice(0, longest) }
}

function weak(tool: OwnerTool, says: string): OwnerSignal {
  return { tool, strength: 'weak', says: says.slice(0, longest) }
}
