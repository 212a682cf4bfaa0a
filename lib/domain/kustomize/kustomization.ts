import { isMap } from '@/lib/domain/change/merge-patch'
import { checkShape } from '@/lib/domain/manifest/check-shape'
import { fieldName } from '@/lib/domain/manifest/field-path'
import type { Shape } from '@/lib/domain/manifest/manifest-shape'
import type { KustomizeProblem } from './kustomize-problem'

/** Which objects a patch is for; names and kinds are patterns for the whole. */
export interface PatchTarget {
  group?: string
  version?: string
  kind?: string
  name?: string
  namespace?: string
  labelSelector?: string
  annotationSelector?: string
}

export interface PatchEntry {
  path?: string
  patch?: string
  target?: PatchTarget
  options?: { allowNameChange?: boolean; allowKindChange?: boolean }
}

export interface LabelEntry {
  pairs?: Record<string, string>
  includeSelectors?: boolean
}

/** A kustomization as far as it is read here. */
export interface Kustomization {
  isComponent: boolean
  resources: readonly string[]
  components: readonly string[]
  namespace: string
  namePrefix: string
  nameSuffix: string
  labels: readonly LabelEntry[]
  commonLabels: Record<string, string>
  commonAnnotations: Record<string, string>
  patches: readonly PatchEntry[]
  patchesStrategicMerge: readonly string[]
  patchesJson6902: readonly PatchEntry[]
}

const target: Shape = {
  fields: {
    ...{ group: 'string', version: 'string', kind: 'string', name: 'string', namespace: 'string' },
    ...{ labelSelector: 'string', annotationSelector: 'string' },
  },
}
const options: Shape = { fields: { allowNameChange: 'boolean', allowKindChange: 'boolean' } }
const texts: Shape = { list: 'string' }
const pairs: Shape = { map: 'string' }

/** What kustomize does with a Service by these is not done here. */
const unread = [
  ...['buildMetadata', 'configurations', 'generators', 'helmChartInflationGenerator', 'helmCharts', 'helmGlobals'],
  ...['openapi', 'replacements', 'transformers', 'vars'],
]

/** These touch no Service. */
const untouched = [
  ...['configMapGenerator', 'crds', 'generatorOptions', 'images', 'imageTags', 'metadata', 'replicas'],
  ...['secretGenerator', 'sortOptions', 'validators'],
]

const shape: Shape = {
  fields: {
    ...{ apiVersion: 'string', kind: 'string', namespace: 'string', namePrefix: 'string', nameSuffix: 'string' },
    ...{ resources: texts, bases: texts, components: texts, patchesStrategicMerge: texts },
    ...{ commonLabels: pairs, commonAnnotations: pairs },
    labels: {
      list: { fields: { pairs, includeSelectors: 'boolean', includeTemplates: 'boolean', fields: 'any' } },
    },
    patches: { list: { fields: { path: 'string', patch: 'string', target, options } } },
    patchesJson6902: { list: { fields: { path: 'string', patch: 'string', target } } },
    ...Object.fromEntries([...unread, ...untouched].map((key): [string, Shape] => [key, 'any'])),
  },
}

/** What a kustomization file says. `kustomization` is null where kustomize would refuse it; `problems` tells that, and what of it is not read here. */
export function readKustomization(
  value: unknown,
  path: string,
): { kustomization: Kustomization | null; problems: KustomizeProblem[] } {
  const broken = [...checkShape(value, shape).map(({ path: at, message }) => said(fieldName(at), message))]
  if (!isMap(value)) return { kustomization: null, problems: toProblems('broken', path, broken) }
  const { kind = 'Kustomization', apiVersion } = value
  if (kind !== 'Kustomization' && kind !== 'Component') broken.push('kind: must be Kustomization')
  if (apiVersion !== undefined && !/^kustomize\.config\.k8s\.io\/v1(alpha1|beta1)?$/.test(String(apiVersion))) {
    broken.push('apiVersion: must be kustomize.config.k8s.io/v1beta1')
  }
  if (broken.length > 0) return { kustomization: null, problems: toProblems('broken', path, broken) }
  const notRead = unread.filter((key) => isSaid(value[key])).map((key) => `${key} is not read here`)
  const read = value as Partial<Kustomization> & { bases?: string[] }
  if ((read.labels ?? []).some((entry) => 'fields' in entry)) notRead.push('labels[].fields is not read here')
  return {
    kustomization: {
      isComponent: kind === 'Component',
      resources: [...(read.resources ?? []), ...(read.bases ?? [])],
      components: read.components ?? [],
      ...{ namespace: read.namespace ?? '', namePrefix: read.namePrefix ?? '', nameSuffix: read.nameSuffix ?? '' },
      ...{ labels: read.labels ?? [], commonLabels: read.commonLabels ?? {} },
      commonAnnotations: read.commonAnnotations ?? {},
      patches: read.patches ?? [],
      patchesStrategicMerge: read.patchesStrategicMerge ?? [],
      patchesJson6902: read.patchesJson6902 ?? [],
    },
    problems: toProblems('unread', path, notRead),
  }
}

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return isMap(value) ? Object.keys(value).length > 0 : value !== undefined && value !== null
}

function said(field: string, message: string): string {
  return field === '' ? message : `${field}: ${message}`
}

function toProblems(kind: KustomizeProblem['kind'], path: string, messages: readonly string[]): KustomizeProblem[] {
  return messages.slice(0, 20).map((message) => ({ kind, path, message }))
}
