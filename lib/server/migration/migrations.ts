import type { CarryOut } from '@/lib/contract/changes'
import type { MigrationView, NewMigration } from '@/lib/contract/migrations'
import { AppError } from '@/lib/domain/app-error'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { putMigration } from '@/lib/domain/change/change-record'
import { endpointOf, shapeOf } from '@/lib/domain/change/endpoint'
import { byteLength } from '@/lib/domain/change/last-change'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'
import { validateTarget } from '@/lib/domain/change/validate-target'
import { actOnMigration, type MigrationAction } from '@/lib/domain/migration/act-on-migration'
import { isOpenMigration, type Migration, type MigrationSpec } from '@/lib/domain/migration/migration'
import { encodeMigration, maxMigrationBytes } from '@/lib/domain/migration/migration-json'
import { requireGate } from '@/lib/domain/migration/require-gate'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import { userIn } from '@/lib/server/access/user-in'
import type { ClusterForChanges, Viewer } from '@/lib/server/change/change-engine-deps'
import { visibleAliases } from '@/lib/server/change/related-aliases'
import { requireServiceRight } from '@/lib/server/change/require-right'
import type { MigrationDeps } from './migration-deps'
import { type JudgedMigration, judgeKept, migrationView } from './view-migration'

/** Guided migrations: begun, looked at, brought on and ended. Failures are `AppError`s; changes go through the change engine alone. */
export interface Migrations {
  /** Begins one; `created` is false for an id that was used before with the same request. */
  start(given: NewMigration, viewer: Viewer): Promise<{ migration: MigrationView; created: boolean }>
  /** Who may see it is the caller's to know. */
  get(ref: ServiceRef, id: string, viewer: Viewer): Promise<MigrationView>
  act(ref: ServiceRef, id: string, action: MigrationAction, viewer: Viewer): Promise<MigrationView>
  /** Throws unless the phase of the migration that a change, or a proposal, names may begin now. */
  admit(body: Pick<CarryOut, 'request' | 'migration'>, viewer: Viewer): Promise<void>
}

export function createMigrations(deps: MigrationDeps): Migrations {
  const { store, clock } = deps

  async function view(cluster: ClusterForChanges, ref: ServiceRef, migration: Migration, viewer: Viewer) {
    const judged = await judgeKept(deps, cluster, { ref, migration }, viewer)
    const others = await othersOf(cluster, judged, viewer, deps)
    return migrationView(judged, others, { nowMs: clock.now(), cluster })
  }

  async function find(cluster: ClusterForChanges, ref: ServiceRef, id: string): Promise<Migration> {
    const { migrations } = await store.read(cluster, ref)
    const found = migrations.find((each) => each.id === id.toLowerCase())
    if (found) return found
    throw new AppError(
      'not-found',
      `No migration ${id} is recorded for Service ${ref.name} in namespace ${ref.namespace}.`,
    )
  }

  return {
    start: async (given, viewer) => {
      const ref = given.service
      const cluster = requireCluster(deps, ref.cluster)
      await requireServiceRight(viewer, ref, 'patch')
      validateSpec(given)
      const service = await readService(viewer.client(ref.cluster), ref.namespace, ref.name)
      if (service === null)
        throw new AppError('not-found', `There is no Service ${ref.name} in namespace ${ref.namespace}.`)
      requireType(service, given.spec)
      const by = await userIn(viewer, ref.cluster)
      const migration = begun(given, service, by, new Date(clock.now()).toISOString())
      const kept = await store.update(cluster, ref, (record) => {
        const known = record.migrations.find(({ id }) => id === migration.id)
        if (known) return { record: null, result: { migration: requireSame(known, migration), created: false } }
        const open = record.migrations.find(isOpenMigration)
        if (open) throw alreadyOpen(open)
        return { record: putMigration(record, migration), result: { migration, created: true } }
      })
      return { migration: await view(cluster, ref, kept.migration, viewer), created: kept.created }
    },
    get: async (ref, id, viewer) => {
      const cluster = requireCluster(deps, ref.cluster)
      return view(cluster, ref, await find(cluster, ref, id), viewer)
    },
    act: async (ref, id, action, viewer) => {
      const cluster = requireCluster(deps, ref.cluster)
      await requireServiceRight(viewer, ref, 'patch')
      const judged = await judgeKept(deps, cluster, { ref, migration: await find(cluster, ref, id) }, viewer)
      const at = new Date(clock.now()).toISOString()
      const by = await userIn(viewer, ref.cluster)
      const acted = await store.update(cluster, ref, (record) => {
        const now = record.migrations.find((each) => each.id === judged.migration.id)
        if (!now)
          throw new AppError('conflict', 'The migration is not in the record any more.', { reason: 'migration-gone' })
        const next = actOnMigration(now, action, { phases: judged.phases, changes: judged.changes, by, at })
        requireRoom(next)
        return { record: putMigration(record, next), result: next }
      })
      return view(cluster, ref, acted, viewer)
    },
    admit: async ({ request, migration: step }, viewer) => {
      if (step === undefined) return
      const cluster = requireCluster(deps, step.service.cluster)
      // What keeps a gate closed is told by its refusal.
      await requireServiceRight(viewer, step.service, 'get')
      const migration = await find(cluster, step.service, step.id)
      if (!isOpenMigration(migration))
        throw new AppError('conflict', `The migration is ${migration.end?.state}.`, { reason: 'migration-ended' })
      const { phases } = await judgeKept(deps, cluster, { ref: step.service, migration }, viewer)
      requireGate(phases, step.phase, request)
    },
  }
}

function begun({ id, spec, soakMinutes }: NewMigration, service: ServiceObject, by: string, at: string): Migration {
  const from = { ...endpointOf(service), shape: shapeOf(service) }
  const migration = {
    ...{ id: id.toLowerCase(), spec, by, at, from, soakMinutes },
    attestations: [],
    notes: [],
    end: null,
  }
  requireRoom(migration)
  return migration
}

function requireRoom(migration: Migration): void {
  if (byteLength(encodeMigration(migration)) <= maxMigrationBytes) return
  const message = `The migration would take more than the ${maxMigrationBytes / 1024} KiB that its record has for it.`
  throw new AppError('unprocessable', message, { reason: 'migration-too-large' })
}

function requireSame(known: Migration, given: Migration): Migration {
  if (canonicalJson(known.spec) === canonicalJson(given.spec)) return known
  throw new AppError('conflict', 'This id was used for another migration.', {
    reason: 'migration-id-reused',
    causes: [{ field: 'id', message: 'was used for another migration' }],
  })
}

function alreadyOpen({ id, by, spec }: Migration): AppError {
  const message = `A migration of this Service is open already: ${spec.pattern} ${id} by ${by}.`
  return new AppError('conflict', message, { reason: 'migration-open', extra: { migration: id } })
}

function validateSpec({ service, spec }: NewMigration): void {
  if ('target' in spec) validateTarget(spec.target)
  if (spec.pattern === 'address-to-headless') validateAddresses(spec.addresses)
  if (spec.pattern !== 'retarget-many') return
  const names = spec.waves.flat().map(({ namespace, name }) => `${namespace}/${name}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalid('spec.waves', `must name each alias once; ${twice} is there twice`)
  if (names[0] !== `${service.namespace}/${service.name}`)
    throw invalid('spec.waves', `must begin with ${service.name} in ${service.namespace}, which keeps the migration`)
}

function requireType({ spec: { type = 'ClusterIP' } }: ServiceObject, { pattern }: MigrationSpec): void {
  const isAlias = type === 'ExternalName'
  if (isAlias !== (pattern === 'internal-to-external')) return
  const message = isAlias
    ? 'is of type ExternalName already'
    : `is of type ${type}, and only an ExternalName can be moved in this way`
  throw invalid('service', message)
}

function invalid(field: string, message: string): AppError {
  return new AppError('unprocessable', `${field} ${message}.`, {
    reason: 'invalid-migration',
    causes: [{ field, message }],
  })
}

function requireCluster({ cluster: find }: MigrationDeps, id: string): ClusterForChanges {
  const cluster = find(id)
  if (cluster !== null) return cluster
  throw new AppError('not-found', `There is no cluster ${id}.`, {
    causes: [{ field: 'service.cluster', message: 'is not configured' }],
  })
}

/** The aliases of the host that is left which this migration does not move. */
async function othersOf(
  cluster: ClusterForChanges,
  { ref, migration: { from }, services }: JudgedMigration,
  viewer: Viewer,
  { clock }: MigrationDeps,
): Promise<ServiceRef[]> {
  if (from.target === null) return []
  const moved = new Set(services.map(serviceKey))
  const left = cluster.aliasesOf(from.target).filter((alias) => !moved.has(serviceKey(alias)))
  return visibleAliases({ client: viewer.client(ref.cluster), clock }, left)
}
