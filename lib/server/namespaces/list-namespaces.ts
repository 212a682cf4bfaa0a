import type { NamespacesPage, NamespacesQuery, NamespaceView } from '@/lib/contract/namespaces'
import { AppError } from '@/lib/domain/app-error'
import { compareText } from '@/lib/domain/compare-text'
import { practiceCounts } from '@/lib/domain/manifest/practice-counts'
import type { WatchedNamespace } from '@/lib/kubernetes/watch-cluster'
import type { Identity } from '@/lib/server/access/identity'
import { mayCreateServices } from './may-create-services'
import type { NamespaceSources } from './namespace-sources'
import { describeNamespace } from './namespace-view'

// Whoever may list neither namespaces nor Services everywhere is asked about for each namespace.
const mostReviewed = 2000

/**
 * The namespaces that the identity may know of, by name: all where it may list namespaces, else those whose Services it may list. One that is asked
 * for by `name` comes with the practice of its aliases. Throws AppError `not-found` for a cluster that is not configured, `unavailable` when its
 * rights cannot be asked.
 */
export async function listNamespaces(
  sources: NamespaceSources,
  identity: Identity,
  { cluster: id, q, name: only, offset, limit }: NamespacesQuery,
): Promise<NamespacesPage> {
  const cluster = sources.cluster(id)
  if (cluster === null) throw new AppError('not-found', `There is no cluster ${id}.`)
  const known = knownNamespaces(sources, cluster).filter(({ name }) => only === undefined || name === only)
  const [isVisible, canCreateNamespace] = await Promise.all([
    visibleOf(sources, identity, { cluster: id, known }),
    sources.access.mayIfKnown(identity, { cluster: id, verb: 'create', resource: 'namespaces' }),
  ])
  const leaving = new Set(known.filter(({ isTerminating }) => isTerminating).map(({ name }) => name))
  const found = known
    .filter(({ name }) => isVisible(name))
    .map((namespace) => describeNamespace(id, namespace))
    .filter((namespace) => isWanted(namespace, q))
    .sort((a, b) => compareText(a.name, b.name))
  const shown = found.slice(offset, offset + limit)
  const names = shown.map(({ name }) => name)
  const [canCreate, count] = await Promise.all([
    mayCreateServices(sources, identity, { cluster: id, namespaces: names }),
    counterOf(sources, identity, { cluster: id, names }),
  ])
  const items = shown.map((namespace) => ({
    ...namespace,
    aliases: count(namespace.name),
    practice: only === undefined || count(namespace.name) === null ? null : practiceOf(sources, id, only),
    canCreateServices: leaving.has(namespace.name) ? false : (canCreate.get(namespace.name) ?? null),
  }))
  return { items, total: found.length, offset, canCreateNamespace }
}

/** As the watch shows them, those with aliases first; where the console may not list namespaces, only these. */
function knownNamespaces(
  { inventory }: NamespaceSources,
  cluster: { id: string; namespaces(): WatchedNamespace[] },
): WatchedNamespace[] {
  const watched = new Map(cluster.namespaces().map((namespace) => [namespace.name, namespace]))
  const held = [...inventory.namespaces(cluster.id)]
  return [...new Set([...held, ...watched.keys()])].map(
    (name) => watched.get(name) ?? { name, labels: {}, annotations: {}, isTerminating: false },
  )
}

async function visibleOf(
  { access }: NamespaceSources,
  identity: Identity,
  { cluster, known }: { cluster: string; known: readonly WatchedNamespace[] },
): Promise<(name: string) => boolean> {
  if (await access.may(identity, { cluster, verb: 'list', resource: 'namespaces' })) return () => true
  const reviewed = known.slice(0, mostReviewed).map(({ name }) => name)
  const { all, namespaces } = await access.visibility(identity, cluster, () => reviewed)
  return (name) => all || namespaces.has(name)
}

/** How many aliases a namespace holds, null where its Services may not be listed: whoever may list namespaces may not always do so. */
async function counterOf(
  { access, inventory }: NamespaceSources,
  identity: Identity,
  { cluster, names }: { cluster: string; names: readonly string[] },
): Promise<(name: string) => number | null> {
  const { all, namespaces } = await access.visibility(identity, cluster, () => names)
  return (name) => (all || namespaces.has(name) ? inventory.aliasesIn(cluster, name) : null)
}

function practiceOf({ inventory }: NamespaceSources, cluster: string, namespace: string): NamespaceView['practice'] {
  return practiceCounts(inventory.aliasesOf(cluster, namespace))
}

function isWanted(namespace: Record<'name' | 'owner' | 'environment' | 'purpose', string | null>, q: string): boolean {
  const { name, owner, environment, purpose } = namespace
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const text = [name, owner, environment, purpose].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
