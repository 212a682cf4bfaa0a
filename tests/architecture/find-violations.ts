import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { findImpurities } from './domain-purity.ts'
import { findCycles } from './find-cycles.ts'
import { findOpenHandlers } from './find-open-handlers.ts'
import {
  allowedImports,
  browserLayers,
  isOpenToAll,
  isRouteHandler,
  layerOf,
  packageOwners,
  purePackages,
  wholeContract,
} from './layers.ts'
import { nodesOf, type ScannedModule } from './scan-module.ts'

export interface Violation {
  rule:
    | 'layer'
    | 'route'
    | 'door'
    | 'client'
    | 'package'
    | 'builtin'
    | 'outside'
    | 'area'
    | 'room'
    | 'purity'
    | 'barrel'
    | 'name'
    | 'cycle'
    | 'unreadable'
  path: string
  what: string
}

const emptyNames = new Set(['common', 'helper', 'helpers', 'misc', 'types', 'util', 'utils'])
const endings = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx']

/** Holds the sources of the product against the rules of the house. `modules` are all of them, so that cycles are seen. */
export function findViolations(modules: readonly ScannedModule[]): Violation[] {
  const edges = new Map(modules.map((module) => [module.path, localTargets(module, modules)]))
  return [
    ...modules.flatMap((module) => [...checkImports(module, modules), ...checkShape(module)]),
    ...findCycles(edges).map((path): Violation => ({ rule: 'cycle', path: path[0] ?? '', what: path.join(' → ') })),
  ]
}

function checkImports(module: ScannedModule, modules: readonly ScannedModule[]): Violation[] {
  return module.imports.flatMap(({ specifier }) => {
    if (specifier === null)
      return [violation('unreadable', module, 'a dynamic import of something that is no plain string')]
    const local = localPath(module.path, specifier)
    return local === null ? checkPackage(module, specifier) : checkLocal(module, existing(local, modules))
  })
}

function checkLocal(module: ScannedModule, target: string): Violation[] {
  const layer = layerOf(module.path)
  const targetLayer = layerOf(target)
  if (layer === null) return []
  if (targetLayer === null) return isOpenToAll(target, layer) ? [] : [violation('outside', module, target)]
  const isVerb = isRouteHandler(module.path) && targetLayer === 'lib/server'
  if (layer !== targetLayer && !isVerb && !includes(allowedImports[layer], targetLayer)) {
    const isDoor = (name: string) => includes(['lib/kubernetes', 'lib/dns', 'lib/probe', 'lib/oidc'], name)
    return [violation(isDoor(layer) && isDoor(targetLayer) ? 'door' : 'layer', module, target)]
  }
  if (target === wholeContract && layer !== 'lib/contract') return [violation('area', module, target)]
  return module.isClientOnly && targetLayer === 'lib/http' ? [violation('client', module, target)] : []
}

function checkPackage(module: ScannedModule, specifier: string): Violation[] {
  const layer = layerOf(module.path)
  if (layer === null) return []
  if (isBuiltin(specifier))
    return browserLayers.includes(layer) || module.isClientOnly ? [violation('builtin', module, specifier)] : []
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const owners = Object.hasOwn(packageOwners, name) ? (packageOwners[name] ?? []) : []
  const isOwner = owners.some((owner) => owner === '' || module.path === owner || module.path.startsWith(`${owner}/`))
  const isPure = layer !== 'lib/domain' || purePackages.includes(name)
  return isOwner && isPure ? [] : [violation('package', module, specifier)]
}

function checkShape(module: ScannedModule): Violation[] {
  const found: Violation[] = []
  const layer = layerOf(module.path)
  if (layer === null) found.push(violation('room', module, 'lies in no room of the house'))
  const parts = module.path.replace(/\.[a-z]+$/, '').split('/')
  for (const part of parts) if (emptyNames.has(part)) found.push(violation('name', module, part))
  const body = nodesOf(module.program.body)
  const passesOn = body.filter((node) => node.type.startsWith('Export') && node.source)
  const isOnlyPassing =
    passesOn.length > 0 && body.every((node) => node.type === 'ImportDeclaration' || passesOn.includes(node))
  if (isOnlyPassing || passesOn.some((node) => node.type === 'ExportAllDeclaration'))
    found.push(violation('barrel', module, 'passes on what other files export'))
  if (isRouteHandler(module.path))
    for (const what of findOpenHandlers(module)) found.push(violation('route', module, what))
  if (layer === 'lib/domain') for (const what of findImpurities(module)) found.push(violation('purity', module, what))
  return found
}

function localTargets(module: ScannedModule, modules: readonly ScannedModule[]): string[] {
  return module.imports.flatMap(({ specifier }) => {
    const local = specifier === null ? null : localPath(module.path, specifier)
    return local === null ? [] : [existing(local, modules)]
  })
}

function localPath(from: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return posix.normalize(specifier.slice(2))
  if (/^\.{1,2}(\/|$)/.test(specifier)) return posix.normalize(posix.join(posix.dirname(from), specifier))
  return null
}

function existing(path: string, modules: readonly ScannedModule[]): string {
  const candidates = endings.map((ending) => path + ending)
  return modules.find((module) => candidates.includes(module.path))?.path ?? path
}

function violation(rule: Violation['rule'], module: ScannedModule, what: string): Violation {
  return { rule, path: module.path, what }
}

function includes(list: readonly string[], value: string): boolean {
  return list.includes(value)
}
