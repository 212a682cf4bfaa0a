import type { ManagedFieldsEntry, ServiceObject } from '@/lib/domain/service/service-object'
import { isMap } from './merge-patch'

export const ownerTools = ['argo-cd', 'flux', 'helm', 'kubectl', 'signpost', 'other'] as const

export type OwnerTool = (typeof ownerTools)[number]

/** When a tool writes its own state back: at once, at its next sync, at the next upgrade by a person, never, or nobody can say. */
export const healings = ['self-heal', 'next-sync', 'next-upgrade', 'never', 'unknown'] as const

/** Who writes `spec.externalName`: the tool, the field manager when one is known, and the signals that say so. */
export interface FieldOwner {
  tool: OwnerTool
  manager: string | null
  signals: string[]
}

/**
 * The tool that keeps a Service as it is, by labels and annotations that only that tool sets and by the manager of `spec.externalName` in
 * `managedFields`. A weak label alone (`app.kubernetes.io/instance`, `helm.sh/chart`) says nothing. Null when nothing says.
 */
export function readFieldOwner(service: ServiceObject): FieldOwner | null {
  const manager = managerOfTarget(service.metadata.managedFields ?? [])
  const signals = signalsOf(service)
  const [strongest] = signals
  if (strongest) return { tool: strongest.tool, manager, signals: signals.map(({ signal }) => signal) }
  return manager === null ? null : { tool: toolOfManager(manager), manager, signals: [`manager ${manager}`] }
}

function signalsOf(service: ServiceObject): Array<{ tool: OwnerTool; signal: string }> {
  const { name, namespace = '', labels = {}, annotations = {}, managedFields = [] } = service.metadata
  const signals: Array<{ tool: OwnerTool; signal: string }> = []
  const add = (tool: OwnerTool, signal: string, isThere: boolean) => {
    if (isThere) signals.push({ tool, signal })
  }
  const tracking = annotations['argocd.argoproj.io/tracking-id']
  add(
    'argo-cd',
    'annotation argocd.argoproj.io/tracking-id',
    tracking?.endsWith(`:/Service:${namespace}/${name}`) ?? false,
  )
  add('flux', 'label kustomize.toolkit.fluxcd.io/name', isNamed(labels, 'kustomize.toolkit.fluxcd.io'))
  add('flux', 'label helm.toolkit.fluxcd.io/name', isNamed(labels, 'helm.toolkit.fluxcd.io'))
  for (const { manager = '', subresource } of managedFields) {
    const tool = toolOfManager(manager)
    add(tool, `manager ${manager}`, (tool === 'argo-cd' || tool === 'flux') && !subresource)
  }
  const isRelease = 'meta.helm.sh/release-name' in annotations && 'meta.helm.sh/release-namespace' in annotations
  add('helm', 'a Helm release', labels['app.kubernetes.io/managed-by'] === 'Helm' && isRelease)
  return signals
}

function isNamed(labels: Readonly<Record<string, string>>, prefix: string): boolean {
  return `${prefix}/name` in labels && `${prefix}/namespace` in labels
}

function managerOfTarget(managedFields: readonly ManagedFieldsEntry[]): string | null {
  const owners = managedFields.filter(({ subresource, fieldsV1 }) => !subresource && ownsTarget(fieldsV1))
  const [newest] = owners.sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '')).reverse()
  return newest?.manager ?? null
}

function ownsTarget(fields: unknown): boolean {
  const spec = isMap(fields) ? fields['f:spec'] : undefined
  return isMap(spec) && 'f:externalName' in spec
}

function toolOfManager(manager: string): OwnerTool {
  if (manager === 'signpost') return 'signpost'
  if (manager === 'argocd-controller' || manager.startsWith('argocd-')) return 'argo-cd'
  if (manager === 'kustomize-controller' || manager === 'helm-controller') return 'flux'
  if (manager === 'helm' || manager === 'Helm') return 'helm'
  return manager === 'kubectl' || manager.startsWith('kubectl-') ? 'kubectl' : 'other'
}
