import { expect } from 'vitest'
import type { MigrationView } from '@/lib/contract/migrations'
import type { MigrationSpec } from '@/lib/domain/migration/migration'
import { addresses, addressStage } from './address-stage.ts'
import { after, type lineStage } from './line-stage.ts'
import { migrationStage, placeOf } from './migration-stage.ts'
import { workloadStage } from './workload-stage.ts'

export interface Stop {
  readonly title: string
  readonly begin: () => Promise<{ migration: MigrationView; names: readonly string[] }>
  /** A phase that changes something. */
  readonly phase: string
}

interface Pattern extends Omit<Stop, 'phase'> {
  /** The phases that change something, in their order. */
  readonly changing: readonly string[]
}

/** Every pattern of migration, with each of its phases that changes something. */
export function migrationPatterns(stage: ReturnType<typeof lineStage>, namespace: string) {
  const { ref, plannedMove, files } = stage
  const { slices, newLiteral } = addressStage(stage, namespace)
  const { start, look, vouch, carryPhase } = migrationStage(stage)
  const { newWorkload } = workloadStage(stage, namespace)

  const one = async (name: string, spec: MigrationSpec) => ({ migration: await start(name, spec), names: [name] })
  const newAlias = async () => (await plannedMove()).name

  const patterns: readonly Pattern[] = [
    {
      title: 'external to internal',
      changing: ['switch'],
      begin: async () => {
        const app = await newWorkload({ replicas: 1 })
        const ports = [{ name: 'pg', port: 5432, targetPort: 'pg' }]
        const spec = { workload: `Deployment ${app}`, selector: { app }, ports, isHeadless: false }
        return one(await newAlias(), { pattern: 'external-to-internal', ...spec })
      },
    },
    {
      title: 'provider to provider',
      changing: ['mark', 'switch'],
      begin: async () => one(await newAlias(), { pattern: 'provider-to-provider', target: after }),
    },
    {
      title: 'blue-green',
      changing: ['colours', 'switch'],
      begin: async () => {
        const name = await newAlias()
        const { migration } = await one(name, { pattern: 'blue-green', target: after })
        return { migration, names: [name, `${name}-blue`, `${name}-green`] }
      },
    },
    {
      title: 'an address',
      changing: ['switch'],
      begin: async () => {
        const ports = [{ name: 'web', port: 8080, protocol: 'TCP' as const, targetPort: 8443 }]
        return one(await newLiteral(), { pattern: 'address-to-headless', addresses: [...addresses], ports })
      },
    },
    {
      title: 'many aliases',
      changing: ['wave-1', 'wave-2'],
      begin: async () => {
        const names = await Promise.all([newAlias(), newAlias()])
        const waves = names.map((name) => [placeOf(ref(name))])
        const migration = await start(names[0] ?? '', { pattern: 'retarget-many', target: after, waves })
        return { migration, names }
      },
    },
  ]

  const stops: readonly Stop[] = patterns.flatMap((pattern) => pattern.changing.map((phase) => ({ ...pattern, phase })))

  /** Brings a migration to just before a phase: everything vouched for, every earlier change proved. */
  async function bringTo(migration: MigrationView, phase: string): Promise<MigrationView> {
    for (const { id, kind } of migration.phases) {
      if (id === phase) return look(migration)
      if (kind === 'outside') await vouch(migration, id)
      if (kind === 'change') await carryPhase(migration, id)
    }
    throw new Error(`no phase ${phase}`)
  }

  /** What the Services are, without what every write changes; null for one that is not there. */
  const stateOf = (names: readonly string[]) =>
    Promise.all(
      names.map(async (name) => {
        const { target } = await files(name)
        const held = (await slices(name)).map(({ addresses: each }) => each)
        return { name, target, held }
      }),
    )

  /** The record of each Service tells what it is now: its newest change that is in force leads where the Service leads. */
  async function expectRecordsTrue(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const { target, entries, carried } = await files(name)
      expect(entries.filter(({ state }) => state === 'applying')).toEqual([])
      if (carried !== null) expect(carried.to.target, name).toBe(target)
    }
  }

  return { stops, newAlias, bringTo, stateOf, expectRecordsTrue }
}
