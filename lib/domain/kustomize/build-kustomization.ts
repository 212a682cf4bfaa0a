import { applyPatch } from './apply-patch'
import { type Kustomization, readKustomization } from './kustomization'
import { isLocal, type KustomizeObject, keyOf, toObject } from './kustomize-object'
import type { KustomizeProblem } from './kustomize-problem'
import { folderOf, type KustomizeTree, resolvePath } from './kustomize-tree'
import { namedObjects } from './select-objects'
import { transformObjects } from './transform-objects'

export interface KustomizeBuild {
  /** What kustomize would give; none where it would refuse. */
  objects: readonly KustomizeObject[]
  problems: readonly KustomizeProblem[]
}

const mostObjects = 2000
const mostFolders = 200
const deepest = 12
const mostProblems = 50

/** What several builds may do together: each object that a patch is applied to counts. */
export interface BuildBudget {
  edits: number
}

export function newBudget(): BuildBudget {
  return { edits: 20_000 }
}

/** Kustomizations that somebody should have written, by the folder that lacks them. */
export type AssumedKustomizations = ReadonlyMap<string, unknown>

/** Builds the kustomization of a folder as `kubectl kustomize` does, as far as Services are concerned. Never throws, whatever the files say. */
export function buildKustomization(
  tree: KustomizeTree,
  folder: string,
  { assumed = new Map(), budget = newBudget() }: { assumed?: AssumedKustomizations; budget?: BuildBudget } = {},
): KustomizeBuild {
  const builder = new Builder(tree, assumed, budget)
  const objects = builder.build(folder, [], [])
  const problems = builder.problems.slice(0, mostProblems)
  const isBroken = builder.problems.some(({ kind }) => kind === 'broken')
  return { objects: isBroken ? [] : objects.filter((object) => !isLocal(object)), problems }
}

class Builder {
  readonly tree: KustomizeTree
  readonly assumed: AssumedKustomizations
  readonly budget: BuildBudget
  readonly problems: KustomizeProblem[] = []
  #folders = 0

  constructor(tree: KustomizeTree, assumed: AssumedKustomizations, budget: BuildBudget) {
    this.tree = tree
    this.assumed = assumed
    this.budget = budget
  }

  /** `given` are the objects that a component works on; none for a kustomization of its own. */
  build(folder: string, given: readonly KustomizeObject[], stack: readonly string[]): KustomizeObject[] {
    this.#folders += 1
    if (stack.includes(folder)) return this.#broken(folder, 'it leads back to itself')
    if (stack.length >= deepest) return this.#broken(folder, `more than ${deepest} kustomizations stand on each other`)
    if (this.#folders > mostFolders) return this.#broken('', `more than ${mostFolders} kustomizations are built`)
    const file = this.#fileOf(folder)
    const kustomization = file === null ? null : this.#read(file)
    if (file === null || kustomization === null) return []
    const inner = [...stack, folder]
    if (kustomization.isComponent && stack.length === 0) {
      this.problems.push({
        kind: 'note',
        path: file,
        message: 'a component is built with what names it, not by itself',
      })
    }
    const own: KustomizeObject[] = []
    for (const resource of kustomization.resources) {
      own.push(...this.#resource({ file, folder, resource, stack: inner }))
      if (own.length > mostObjects) return this.#broken(file, `more than ${mostObjects} objects`)
    }
    let objects = this.#joined(file, given, own)
    for (const component of kustomization.components) {
      const at = this.#folderAt(file, folder, component)
      if (at !== null) objects = this.build(at, objects, inner)
    }
    return this.#joined(file, [], this.#transformed(file, folder, objects, kustomization))
  }

  #transformed(file: string, folder: string, given: readonly KustomizeObject[], kustomization: Kustomization) {
    let objects: KustomizeObject[] = [...given]
    const apply = (text: string, from: string, patch: Parameters<typeof applyPatch>[2] = {}) => {
      if (this.budget.edits <= 0) return void this.#broken(from, 'there are more patches than are applied here')
      const { objects: patched, fault, told, edits } = applyPatch(objects, text, patch)
      objects = patched
      this.budget.edits -= edits
      if (fault !== null) this.#broken(from, fault)
      this.problems.push(...told.map((each) => ({ ...each, path: from })))
    }
    for (const entry of kustomization.patchesStrategicMerge) {
      const path = this.tree.isFile(resolvePath(folder, entry) ?? '') ? entry : undefined
      const text = path === undefined && /[\n{]/.test(entry) ? entry : this.#textAt(file, folder, path ?? entry)
      if (text !== null) apply(text, path === undefined ? file : (resolvePath(folder, path) ?? file))
    }
    for (const { path, patch, target, options } of kustomization.patches) {
      if ((path === undefined) === (patch === undefined)) this.#broken(file, 'patches: each has either path or patch')
      const text = path === undefined ? (patch ?? null) : this.#textAt(file, folder, path)
      const how = { ...(target === undefined ? {} : { target }), ...(options === undefined ? {} : { options }) }
      if (text !== null) apply(text, path === undefined ? file : (resolvePath(folder, path) ?? file), how)
    }
    objects = transformObjects(objects, kustomization)
    for (const { path, patch, target } of kustomization.patchesJson6902) {
      const text = path === undefined ? (patch ?? null) : this.#textAt(file, folder, path)
      const { kind = '', name = '', namespace = 'default', group = '', version = '' } = target ?? {}
      const apiVersion = group === '' ? version : `${group}/${version}`
      if (namedObjects(objects, { kind, name, namespace, apiVersion }).length !== 1) {
        this.#broken(file, `patchesJson6902: there is no single ${apiVersion} ${kind} ${name}`)
      } else if (text !== null) apply(text, file, { target: { ...target } })
    }
    return objects
  }

  #resource(at: { file: string; folder: string; resource: string; stack: readonly string[] }): KustomizeObject[] {
    const { file, folder, resource, stack } = at
    const path = resolvePath(folder, resource)
    if (path !== null && this.tree.isFile(path)) {
      return isUnder(path, folder) ? this.#objectsIn(path) : this.#broken(file, outside(resource))
    }
    const inner = this.#folderAt(file, folder, resource)
    return inner === null ? [] : this.build(inner, [], stack)
  }

  #objectsIn(path: string): KustomizeObject[] {
    const { values, fault } = this.tree.documents(path)
    if (fault !== null) return this.#broken(path, fault)
    return values.flatMap((value) => {
      const object = toObject(value)
      return typeof object === 'string' ? this.#broken(path, object) : [object]
    })
  }

  #folderAt(file: string, folder: string, reference: string): string | null {
    const path = resolvePath(folder, reference)
    if (path !== null && this.tree.isFolder(path)) return path
    this.#broken(file, absent(reference, path))
    return null
  }

  #textAt(file: string, folder: string, reference: string): string | null {
    const path = resolvePath(folder, reference)
    const text = path === null ? undefined : this.tree.textOf(path)
    if (path === null || text === undefined) this.#broken(file, absent(reference, path))
    else if (!isUnder(path, folder)) this.#broken(file, outside(reference))
    else return text
    return null
  }

  #fileOf(folder: string): string | null {
    const [file, second] = this.tree.kustomizationsIn(folder)
    if (second !== undefined) this.#broken(folder, `it has both ${file} and ${second}: kustomize wants one`)
    if (file !== undefined) return file
    if (this.assumed.has(folder)) return `${folder}/kustomization.yaml`
    this.#broken(folder, 'there is no kustomization.yaml in it')
    return null
  }

  #read(file: string): Kustomization | null {
    const { values, fault } = this.tree.isFile(file)
      ? this.tree.documents(file)
      : { values: [this.assumed.get(folderOf(file))], fault: null }
    if (fault !== null || values.length !== 1) {
      this.#broken(file, fault ?? 'it must be a single document')
      return null
    }
    const { kustomization, problems } = readKustomization(values[0], file)
    this.problems.push(...problems)
    return kustomization
  }

  /** Objects put together; one that is there already is what kustomize refuses. */
  #joined(file: string, objects: readonly KustomizeObject[], more: readonly KustomizeObject[]): KustomizeObject[] {
    const keys = new Set(objects.map(keyOf))
    for (const object of more) {
      const { kind, metadata } = object.value
      if (keys.has(keyOf(object))) this.#broken(file, `${String(kind)} ${nameOf(metadata)} comes twice`)
      keys.add(keyOf(object))
    }
    return [...objects, ...more]
  }

  #broken(path: string, message: string): [] {
    if (this.problems.length < 2 * mostProblems) this.problems.push({ kind: 'broken', path, message })
    return []
  }
}

function isUnder(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}

function nameOf(metadata: unknown): string {
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata ? String(metadata.name) : ''
}

function outside(reference: string): string {
  return `${reference} lies outside of the folder, which kustomize does not read files from`
}

function absent(reference: string, path: string | null): string {
  if (/:\/\/|^git@|^[\w.-]+\.[a-z]+\/.*\/|\?ref=/.test(reference)) {
    return `${reference} lies elsewhere: nothing is fetched here, give its files as well`
  }
  return path === null
    ? `${reference} leads out of what was given: give the folder that holds both`
    : `${reference} is not among what was given`
}
