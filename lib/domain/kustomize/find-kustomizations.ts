import { isMap } from '@/lib/domain/change/merge-patch'
import { compareText } from '@/lib/domain/compare-text'
import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { AssumedKustomizations } from './build-kustomization'
import { readKustomization } from './kustomization'
import { folderOf, type KustomizeTree, resolvePath } from './kustomize-tree'

/** A folder that holds manifests and no kustomization, with the one that it most likely lacks. */
export interface MissingKustomization {
  folder: string
  /** A base is built from its files; an overlay patches what lies in another folder. */
  role: 'base' | 'overlay'
  text: string
}

export interface FoundKustomizations {
  /** What is built by itself: folders that no other one builds on. */
  folders: string[]
  /** Files of whole objects that nothing refers to. */
  files: string[]
  missing: MissingKustomization[]
  assumed: AssumedKustomizations
}

const header = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }

/** What there is to build among files that were given, and what somebody forgot to write. */
export function findKustomizations(tree: KustomizeTree): FoundKustomizations {
  const folders = tree.folders().filter((folder) => tree.kustomizationsIn(folder).length > 0)
  const uses = folders.map((folder) => usesOf(tree, folder))
  const referred = new Set(uses.flat())
  const loose = tree
    .paths()
    .filter((path) => isManifest(path) && !referred.has(path) && !tree.kustomizationsIn(folderOf(path)).includes(path))
  const bare = [...new Set(loose.map(folderOf))].filter((folder) => !folders.includes(folder)).sort(compareText)
  const isStanding = (folder: string) => usesOf(tree, folder).some((path) => tree.isFolder(path))
  const bases = [...folders, ...bare].filter((each) => !isStanding(each) && !isOverlay(tree, each, referred))
  const missing = bare.flatMap((folder) => missingIn(tree, folder, { referred, bases }))
  const assumed = new Map<string, unknown>(missing.map(({ folder, kustomization }) => [folder, kustomization]))
  const built = [...uses.flat(), ...missing.flatMap(({ on }) => on)]
  const lacking = new Set(missing.map(({ folder }) => folder))
  return {
    folders: [...folders, ...lacking].filter((folder) => !built.includes(folder)).sort(compareText),
    files: loose.filter((path) => bare.includes(folderOf(path)) && !lacking.has(folderOf(path))).sort(compareText),
    missing: missing.map(({ folder, role, kustomization }) => ({ folder, role, text: toYaml(kustomization) })),
    assumed,
  }
}

/** The files and folders that a kustomization refers to. */
function usesOf(tree: KustomizeTree, folder: string): string[] {
  const [file] = tree.kustomizationsIn(folder)
  const { kustomization } = readKustomization(
    file === undefined ? null : tree.documents(file).values[0],
    file ?? folder,
  )
  if (kustomization === null) return []
  const { resources, components, patchesStrategicMerge, patches, patchesJson6902 } = kustomization
  const paths = [...patches, ...patchesJson6902].flatMap(({ path }) => path ?? [])
  return [...resources, ...components, ...patchesStrategicMerge, ...paths].flatMap(
    (each) => resolvePath(folder, each) ?? [],
  )
}

interface Surroundings {
  referred: ReadonlySet<string>
  /** Folders that overlays may stand on. */
  bases: readonly string[]
}

interface Missing extends Pick<MissingKustomization, 'folder' | 'role'> {
  kustomization: Record<string, unknown>
  /** Folders that it builds on. */
  on: readonly string[]
}

function missingIn(tree: KustomizeTree, folder: string, { referred, bases }: Surroundings): Missing[] {
  const names = manifestsIn(tree, folder).map((path) => path.slice(folder === '' ? 0 : folder.length + 1))
  const isPatch = isOverlay(tree, folder, referred)
  const [base, second] = bases.filter((each) => each !== folder)
  if (isPatch) {
    if (base === undefined || second !== undefined) return []
    const patches = names.map((path) => ({ path }))
    return [
      {
        ...{ folder, role: 'overlay', on: [base] },
        kustomization: { ...header, resources: [relativePath(folder, base)], patches },
      },
    ]
  }
  const isStoodOn = referred.has(folder) || tree.folders().some((each) => isOverlay(tree, each, referred))
  if (!isStoodOn) return []
  return [{ folder, role: 'base', on: [], kustomization: { ...header, resources: names } }]
}

/** Whether what lies in a folder without kustomization only patches: an object of another folder comes again, with less said. */
function isOverlay(tree: KustomizeTree, folder: string, referred: ReadonlySet<string>): boolean {
  if (tree.kustomizationsIn(folder).length > 0 || referred.has(folder)) return false
  const values = manifestsIn(tree, folder).flatMap((path) => tree.documents(path).values)
  return values.length > 0 && values.every(isPartial)
}

function isPartial(value: unknown): boolean {
  if (!isMap(value) || value.kind !== 'Service') return false
  return !isMap(value.spec) || (value.spec.type === undefined && value.spec.selector === undefined)
}

function manifestsIn(tree: KustomizeTree, folder: string): string[] {
  return tree.paths().filter((path) => folderOf(path) === folder && isManifest(path))
}

function isManifest(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path)
}

function relativePath(from: string, to: string): string {
  const [own, other] = [from, to].map((path) => (path === '' ? [] : path.split('/'))) as [string[], string[]]
  const shared = own.findIndex((step, index) => step !== other[index])
  const kept = shared === -1 ? own.length : shared
  return [...own.slice(kept).map(() => '..'), ...other.slice(kept)].join('/') || '.'
}
