import { compareText } from '@/lib/domain/compare-text'
import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { baseManifest, baseService, overlayOperations, type PlainService, plainService } from './kustomize-service'
import { systemOf } from './logical-dependency'

/** A live Service and the environment that it stands in. */
export interface ExportedService {
  cluster: string
  environment: string
  service: ServiceObject
}

/** One file of the export; the path is relative, in lower case letters, digits, hyphens, dots and slashes. */
export interface ExportFile {
  path: string
  text: string
}

/** A namespace that holds Services of a system: it becomes an overlay. */
interface Overlay {
  system: string
  environment: string
  cluster: string
  namespace: string
  services: Map<string, PlainService>
}

const header = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }

/**
 * Services as a tree for Kustomize: a base with a placeholder for each target and an overlay per environment whose `patches` make the live
 * Services of it again. With several systems each has its own base, and an overlay of an environment joins theirs. An environment whose system has
 * several namespaces or clusters has an overlay for each of them.
 */
export function kustomizeExport(exported: readonly ExportedService[]): ExportFile[] {
  const overlays = overlaysOf(exported)
  const systems = [...new Set(overlays.map(({ system }) => system))].sort(compareText)
  const isOne = systems.length === 1
  const folders = new Map<string, string[]>()
  const files = systems.flatMap((system) => {
    const folder = isOne ? '' : `/${pathPart(system) || 'services'}`
    const own = overlays.filter((overlay) => overlay.system === system)
    const up = isOne ? '../../base' : `../../../base${folder}`
    const { base, manifests } = baseOf(own)
    const names = overlayNames(own)
    return [
      { path: `base${folder}/services.yaml`, text: manifests },
      { path: `base${folder}/kustomization.yaml`, text: toYaml({ ...header, resources: ['services.yaml'] }) },
      ...own.map((overlay) => {
        const name = names.get(overlay) ?? overlay.namespace
        folders.set(name, [...(folders.get(name) ?? []), folder.slice(1)])
        return { path: `overlays/${name}${folder}/kustomization.yaml`, text: overlayText(overlay, base, up) }
      }),
    ]
  })
  const joined = isOne
    ? []
    : [...folders].map(([name, resources]) => ({
        path: `overlays/${name}/kustomization.yaml`,
        text: toYaml({ ...header, resources }),
      }))
  return [...files, ...joined].sort((a, b) => compareText(a.path, b.path))
}

function overlaysOf(exported: readonly ExportedService[]): Overlay[] {
  const overlays = new Map<string, Overlay>()
  for (const { cluster, environment, service } of exported) {
    const namespace = service.metadata.namespace ?? 'default'
    const key = `${cluster}/${namespace}/${environment}`
    const known = overlays.get(key)
    const system = systemOf({ namespace, environment })
    const overlay = known ?? { system, environment, cluster, namespace, services: new Map() }
    overlays.set(key, overlay)
    overlay.services.set(service.metadata.name, plainService(service))
  }
  return [...overlays].sort(([a], [b]) => compareText(a, b)).map(([, overlay]) => overlay)
}

function baseOf(overlays: readonly Overlay[]): { base: Map<string, PlainService>; manifests: string } {
  const base = new Map<string, PlainService>()
  const names = [...new Set(overlays.flatMap(({ services }) => [...services.keys()]))].sort(compareText)
  for (const name of names) {
    const [first, ...others] = overlays.flatMap(({ services }) => services.get(name) ?? [])
    if (first !== undefined) base.set(name, baseService([first, ...others]))
  }
  return { base, manifests: [...base.values()].map((service) => toYaml(baseManifest(service))).join('---\n') }
}

function overlayText({ namespace, services }: Overlay, base: ReadonlyMap<string, PlainService>, up: string): string {
  const patches = [...base].flatMap(([name, shared]) => {
    const own = services.get(name)
    const target = { kind: 'Service', name }
    if (own === undefined) return [{ target, patch: toYaml(deletion(name)) }]
    const operations = overlayOperations(shared, own)
    return operations.length === 0 ? [] : [{ target, patch: toYaml(operations) }]
  })
  return toYaml({ ...header, namespace, resources: [up], ...(patches.length === 0 ? {} : { patches }) })
}

/** What an environment does not have, its overlay takes out of the base. */
function deletion(name: string) {
  return { $patch: 'delete', apiVersion: 'v1', kind: 'Service', metadata: { name } }
}

/** The environment where that is enough to tell the overlays of a system apart, else with cluster and namespace. */
function overlayNames(overlays: readonly Overlay[]): Map<Overlay, string> {
  const names = new Map<Overlay, string>()
  const taken = new Set<string>()
  for (const overlay of overlays) {
    const { environment, cluster, namespace } = overlay
    const isAlone = overlays.filter((other) => other.environment === environment).length === 1
    const wanted = pathPart(isAlone ? environment : `${environment}-${cluster}-${namespace}`) || 'unnamed'
    let name = wanted
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`
    taken.add(name)
    names.set(overlay, name)
  }
  return names
}

function pathPart(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
