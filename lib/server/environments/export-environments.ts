import type { EnvironmentsExport, EnvironmentsExportQuery } from '@/lib/contract/environments'
import type { Row } from '@/lib/contract/row'
import { AppError } from '@/lib/domain/app-error'
import { type ExportedService, kustomizeExport } from '@/lib/domain/environment/kustomize-export'
import { readService } from '@/lib/kubernetes/services'
import type { Identity } from '@/lib/server/access/identity'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleRows } from '@/lib/server/services/visible-rows'

const maximumServices = 1000
const parallelReads = 8
const maximumLeftOut = 50

type LeftOut = EnvironmentsExport['leftOut'][number]

/**
 * The Services that have an environment as a tree for Kustomize, each read fresh with the viewer's identity; what it may not read or nothing names an environment of
 * is left out and said. Throws AppError `unprocessable` for more than a thousand, `unavailable` while a cluster is away.
 */
export async function exportEnvironments(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: EnvironmentsExportQuery,
): Promise<EnvironmentsExport> {
  const wanted = [...(await visibleRows(runtime, identity))].filter(selectionOf(query))
  const placed = wanted.flatMap((row) => (row.environment === null ? [] : [{ row, environment: row.environment }]))
  if (placed.length > maximumServices) throw tooMany(placed.length)
  const leftOut: LeftOut[] = wanted
    .filter(({ environment }) => environment === null)
    .map((row) => ({ service: refOf(row), why: 'Nothing says which environment it is of.' }))
  const exported: ExportedService[] = []
  const queue = placed.values()
  const worker = async () => {
    for (const { row, environment } of queue) {
      const read = await readOne(identity, row)
      if ('why' in read) leftOut.push({ service: refOf(row), why: read.why })
      else exported.push({ cluster: row.cluster, environment, service: read.service })
    }
  }
  await Promise.all(Array.from({ length: parallelReads }, worker))
  return {
    files: exported.length === 0 ? [] : kustomizeExport(exported),
    services: exported.length,
    leftOut: leftOut.slice(0, maximumLeftOut),
    leftOutTotal: leftOut.length,
  }
}

async function readOne(identity: Identity, { cluster, namespace, name }: Row) {
  try {
    const service = await readService(identity.client(cluster), namespace, name)
    return service === null ? { why: 'It is gone.' } : { service }
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return { why: error.message }
    throw error
  }
}

function selectionOf({ q, cluster, owner, namespace }: EnvironmentsExportQuery): (row: Row) => boolean {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const isCluster = valueFilter(cluster ?? [])
  const isOwner = valueFilter(owner ?? [])
  const isNamespace = valueFilter(namespace ?? [])
  return (row) => {
    const text = [row.namespace, row.name, row.target, row.owner?.value].join('\n').toLowerCase()
    return (
      isCluster(row.cluster) &&
      isOwner(row.owner?.value ?? 'none') &&
      isNamespace(row.namespace) &&
      words.every((word) => text.includes(word))
    )
  }
}

function refOf({ cluster, namespace, name }: Row): LeftOut['service'] {
  return { cluster, namespace, name }
}

function tooMany(services: number): AppError {
  const title = `These are ${services} Services, and one export takes ${maximumServices}.`
  return new AppError('unprocessable', `${title} Narrow it by q, cluster, namespace or owner.`, { reason: 'too-many' })
}
