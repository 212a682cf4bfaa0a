import { randomUUID } from 'node:crypto'
import type { MigrationView } from '@/lib/contract/migrations'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { MigrationAction } from '@/lib/domain/migration/act-on-migration'
import type { MigrationSpec } from '@/lib/domain/migration/migration'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeReplica } from '../cluster/change-replica.ts'
import { carryingOut } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import type { lineStage } from './line-stage.ts'

const phaseMs = 40_000

/** What tests of migrations do beside the stage: begin one, vouch for what it asks, carry a phase out, take everything back. */
export function migrationStage({ replica, admin, ref }: ReturnType<typeof lineStage>) {
  const start = async (name: string, spec: MigrationSpec, soakMinutes = 0): Promise<MigrationView> => {
    const given = { id: randomUUID(), service: ref(name), spec, soakMinutes }
    return (await replica().migrations.start(given, admin())).migration
  }

  const look = (migration: MigrationView, by: ChangeReplica = replica()) =>
    by.migrations.get(migration.service, migration.id, by.viewer('admin'))

  const act = (migration: MigrationView, action: MigrationAction) =>
    replica().migrations.act(migration.service, migration.id, action, admin())

  /** Gives one's word for everything that a phase asks. */
  const vouch = async (migration: MigrationView, phase: string): Promise<MigrationView> => {
    for (const { id } of phaseOf(migration, phase).items)
      await act(migration, { action: 'attest', item: id, evidence: `seen by the test: ${id}` })
    return look(migration)
  }

  /** Plans one change of a phase and carries it out, through the gate. */
  const carry = async (migration: MigrationView, phase: string, request: ChangeRequest) => {
    const plan = await replica().engine.plan(request, admin())
    const step = { service: migration.service, id: migration.id, phase }
    const body = carryingOut(plan, { migration: step })
    await replica().migrations.admit(body, admin())
    return (await replica().engine.carryOut(body, admin())).change
  }

  /** Every change of a phase that is not proved yet, in its order, each proved before the next. */
  const carryPhase = async (migration: MigrationView, phase: string): Promise<MigrationView> => {
    const { requests, changes } = phaseOf(migration, phase)
    for (const [index, request] of requests.entries()) {
      if (isProved(changes[index])) continue
      await carry(migration, phase, request)
      await poll(async () => isProved((await look(migration)).phases.find(({ id }) => id === phase)?.changes[index]), {
        what: `change ${index + 1} of ${phase} is proved`,
        timeoutMs: phaseMs,
      })
    }
    return look(migration)
  }

  /** Takes back everything that is in force, in the order that the migration gives. */
  const undoAll = async (migration: MigrationView): Promise<MigrationView> => {
    for (const request of (await look(migration)).undo) {
      const plan = await replica().engine.plan(request, admin())
      await replica().engine.carryOut(carryingOut(plan), admin())
    }
    return look(migration)
  }

  return { start, look, act, vouch, carry, carryPhase, undoAll }
}

/** The phase of a migration by its id. */
export function phaseOf(migration: MigrationView, id: string) {
  const phase = migration.phases.find((each) => each.id === id)
  if (phase === undefined) throw new Error(`no phase ${id} in ${migration.phases.map((each) => each.id)}`)
  return phase
}

/** Where a migration is: the id of its phase, `ended` once it is over. */
export function at(migration: MigrationView): string {
  return migration.phase?.id ?? 'ended'
}

/** Whether a change of a phase is in force and proved. */
export function isProved(change: { state: string } | null | undefined): boolean {
  return change?.state === 'soaking' || change?.state === 'completed'
}

/** A Service without its cluster. */
export function placeOf({ namespace, name }: ServiceRef): { namespace: string; name: string } {
  return { namespace, name }
}
