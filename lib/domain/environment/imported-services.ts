import { isMap } from '@/lib/domain/change/merge-patch'
import { compareText } from '@/lib/domain/compare-text'
import { buildKustomization, newBudget } from '@/lib/domain/kustomize/build-kustomization'
import { findKustomizations, type MissingKustomization } from '@/lib/domain/kustomize/find-kustomizations'
import type { KustomizeProblem } from '@/lib/domain/kustomize/kustomize-problem'
import { folderOf, type KustomizeTree } from '@/lib/domain/kustomize/kustomize-tree'
import { fieldName } from '@/lib/domain/manifest/field-path'
import { serviceOf } from '@/lib/domain/manifest/service-of'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** A Service that was built, and from which folder or file. */
export interface ImportedService {
  source: string
  service: ServiceObject
}

export interface ImportedServices {
  services: ImportedService[]
  /** The folders and files that were built. */
  sources: string[]
  /** Objects of other kinds, which are left alone. */
  others: number
  problems: KustomizeProblem[]
  missing: MissingKustomization[]
}

const mostSources = 50
const mostProblems = 100

/** The Services in files that were given: what each kustomization builds that no other one stands on, or the manifests as they are. */
export function importedServices(tree: KustomizeTree): ImportedServices {
  const budget = newBudget()
  const found = findKustomizations(tree)
  const sources = [...found.folders, ...found.files]
  const problems: KustomizeProblem[] = []
  const services: ImportedService[] = []
  let others = 0
  const take = (source: string, values: readonly unknown[]) => {
    for (const value of values) {
      if (isMap(value) && value.kind !== 'Service') others += 1
      else {
        const read = readService(value, source)
        if ('message' in read) problems.push(read)
        else services.push({ source, service: read.service })
      }
    }
  }
  for (const folder of found.folders.slice(0, mostSources)) {
    const { objects, problems: own } = buildKustomization(tree, folder, { assumed: found.assumed, budget })
    problems.push(...own)
    take(
      folder,
      objects.map(({ value }) => value),
    )
  }
  for (const path of found.files.slice(0, Math.max(0, mostSources - found.folders.length))) {
    const { values, fault } = tree.documents(path)
    if (fault !== null) problems.push({ kind: 'broken', path, message: fault })
    take(path, values)
  }
  if (sources.length > mostSources) {
    problems.push({ kind: 'broken', path: '', message: `there are ${sources.length} to build, and ${mostSources} are` })
  }
  return {
    ...once(services),
    sources,
    others,
    missing: found.missing,
    problems: [...unique(problems), ...once(services).problems].slice(0, mostProblems),
  }
}

function readService(value: unknown, path: string): { service: ServiceObject } | KustomizeProblem {
  const { service, problems } = serviceOf(value)
  const [problem] = problems
  const name = isMap(value) && isMap(value.metadata) ? String(value.metadata.name ?? '') : ''
  if (service === null) {
    const field = problem === undefined ? '' : `${fieldName(problem.path)}: `
    return { kind: 'broken', path, message: `Service ${name}: ${field}${problem?.message ?? 'cannot be read'}` }
  }
  if (service.metadata.name === '') return { kind: 'broken', path, message: 'a Service lacks metadata.name' }
  const { type, externalName, ports, selector } = service.spec
  if (type === undefined && ports === undefined && selector === undefined) {
    const part = externalName === undefined ? 'it' : 'its externalName'
    const message = `Service ${name} says ${part} without a type: it is a patch, so give its base and kustomization as well`
    return { kind: 'broken', path, message }
  }
  return { service }
}

/** Each Service once; one that comes again from elsewhere is told. */
function once(all: readonly ImportedService[]): { services: ImportedService[]; problems: KustomizeProblem[] } {
  const byPlace = new Map<string, ImportedService>()
  const problems: KustomizeProblem[] = []
  for (const each of all) {
    const { namespace = 'default', name } = each.service.metadata
    const known = byPlace.get(`${namespace}/${name}`)
    if (known === undefined) byPlace.set(`${namespace}/${name}`, each)
    else {
      const message = `${namespace}/${name} comes from ${placeOf(known.source)} as well, which is what is shown`
      problems.push({ kind: 'note', path: each.source, message })
    }
  }
  return { services: [...byPlace.values()].sort((a, b) => compareText(a.source, b.source)), problems }
}

function placeOf(source: string): string {
  return source === '' ? 'the top folder' : source
}

function unique(problems: readonly KustomizeProblem[]): KustomizeProblem[] {
  return [...new Map(problems.map((each) => [`${each.kind} ${each.path} ${each.message}`, each])).values()]
}

/** What a folder or file is called by: the last part of an overlay, such as `production`. */
export function lastFolder(source: string): string {
  const folder = /\.[a-z]+$/.test(source) ? folderOf(source) : source
  return folder.slice(folder.lastIndexOf('/') + 1)
}
