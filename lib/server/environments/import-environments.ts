import { setImmediate } from 'node:timers/promises'
import type { EnvironmentImport, ImportItem, ImportRequest } from '@/lib/contract/environment-import'
import { AppError } from '@/lib/domain/app-error'
import { compareText } from '@/lib/domain/compare-text'
import { importedServices } from '@/lib/domain/environment/imported-services'
import { inPromotionOrder, readPromotionOrder } from '@/lib/domain/environment/promotion-order'
import { KustomizeTree } from '@/lib/domain/kustomize/kustomize-tree'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleRows } from '@/lib/server/services/visible-rows'
import { compareImported, type PlacedService } from './compare-imported'
import { givenFiles } from './given-files'
import { importMatrix } from './import-matrix'
import { placeImported } from './place-imported'

const mostServices = 1000
const parallelReads = 8

/**
 * What manifests or a kustomization would change, environment by environment, each Service read fresh with the viewer's identity; nothing is written.
 * Throws AppError `unprocessable` for what cannot be unpacked or is more than a thousand Services, `not-found` for a cluster that is not configured.
 */
export async function importEnvironments(
  runtime: ConsoleRuntime,
  identity: Identity,
  request: ImportRequest,
): Promise<EnvironmentImport> {
  const cluster = clusterOf(runtime, request.cluster)
  const { files, left } = await givenFiles(request)
  const tree = new KustomizeTree(files)
  for (const _ of tree.reading()) await setImmediate()
  const { services, others, problems, missing } = importedServices(tree)
  if (services.length > mostServices) throw tooMany(services.length)
  const placed = services.map((each) => placeImported(each, cluster, request.namespace))
  const items = [
    ...(await comparedAll(placed, { identity, cluster, runtime })),
    ...(await onlyInCluster(runtime, identity, { cluster: cluster.id, placed })),
  ]
  const order = readPromotionOrder(runtime.settings.SIGNPOST_ENVIRONMENTS)
  return {
    cluster: cluster.id,
    environments: byEnvironment(items, order),
    counts: countsOf(items.map(({ item }) => item)),
    others,
    problems: [...problems, ...left],
    missing,
    matrix: importMatrix(placed, order, runtime.domainsOf(cluster.id)),
  }
}

interface Found {
  environment: string | null
  item: ImportItem
}

async function comparedAll(
  placed: readonly PlacedService[],
  context: { identity: Identity; cluster: Cluster; runtime: ConsoleRuntime },
): Promise<Found[]> {
  const found: Found[] = []
  const queue = placed.values()
  const worker = async () => {
    for (const each of queue) {
      found.push({ environment: each.environment, item: await compareImported(each, context) })
    }
  }
  await Promise.all(Array.from({ length: parallelReads }, worker))
  return found
}

/** The aliases of the namespaces that were imported, which no file names. */
async function onlyInCluster(
  runtime: ConsoleRuntime,
  identity: Identity,
  { cluster, placed }: { cluster: string; placed: readonly PlacedService[] },
): Promise<Found[]> {
  const namespaces = new Set(placed.map(({ ref }) => ref.namespace))
  const named = new Set(placed.map(({ ref }) => `${ref.namespace}/${ref.name}`))
  const found: Found[] = []
  for (const row of await visibleRows(runtime, identity)) {
    const { namespace, name, type, target, environment } = row
    if (row.cluster !== cluster || !namespaces.has(namespace) || named.has(`${namespace}/${name}`)) continue
    const nothing = { source: null, diff: [], moreDiff: 0, change: null, why: null, keptBy: null }
    found.push({
      environment,
      item: { service: { cluster, namespace, name }, state: 'only-in-cluster', type, target, ...nothing },
    })
    if (found.length === mostServices) break
  }
  return found
}

function byEnvironment(found: readonly Found[], order: readonly string[]): EnvironmentImport['environments'] {
  const groups = Map.groupBy(found, ({ environment }) => environment)
  const named = inPromotionOrder(
    [...groups.keys()].flatMap((name) => name ?? []),
    order,
  )
  return [...named, null].flatMap((environment) => {
    const items = (groups.get(environment) ?? []).map(({ item }) => item).sort(byPlace)
    const sources = [...new Set(items.flatMap(({ source }) => source ?? []))].sort(compareText)
    return items.length === 0 ? [] : [{ environment, sources, items }]
  })
}

function byPlace({ service: a }: ImportItem, { service: b }: ImportItem): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name)
}

function countsOf(items: readonly ImportItem[]): EnvironmentImport['counts'] {
  const counts: EnvironmentImport['counts'] = { new: 0, changed: 0, same: 0, unknown: 0, 'only-in-cluster': 0 }
  for (const { state } of items) counts[state] += 1
  return counts
}

function clusterOf(runtime: ConsoleRuntime, wanted: string | undefined): Cluster {
  const cluster = wanted === undefined ? runtime.clusters()[0] : runtime.cluster(wanted)
  if (cluster == null) throw new AppError('not-found', `There is no cluster ${wanted ?? 'at all'}.`)
  return cluster
}

function tooMany(services: number): AppError {
  const message = `hold ${services} Services, and ${mostServices} are compared at a time`
  return new AppError('unprocessable', `files: ${message}`, { causes: [{ field: 'files', message }] })
}
