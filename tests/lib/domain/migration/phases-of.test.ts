import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import type { MigrationSpec } from '@/lib/domain/migration/migration'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import { sampleMigration, service } from './sample-migration'

const phases = (spec: MigrationSpec, from = sampleMigration().from) =>
  phasesOf({ service, clusterDomain: 'cluster.local', migration: sampleMigration({ spec, from }) })
const requests = (spec: MigrationSpec) => phases(spec).flatMap((phase) => phase.requests)
const ports = [{ name: 'pg', port: 5432 }]

describe('the changes of a pattern', () => {
  it('into the cluster are one, headless or with a cluster IP', () => {
    const spec = { pattern: 'external-to-internal' as const, workload: null, selector: { app: 'pg' }, ports }
    expect(requests({ ...spec, isHeadless: false })).toEqual([
      { kind: 'to-cluster-ip', service, selector: { app: 'pg' }, ports },
    ])
    expect(requests({ ...spec, isHeadless: true })).toEqual([
      { kind: 'to-headless', service, selector: { app: 'pg' }, ports },
    ])
  })

  it('to another provider write target and status in one', () => {
    expect(requests({ pattern: 'provider-to-provider', target: 'b.example' })).toEqual([
      { kind: 'annotate', service, annotations: { 'migration-status': 'source' } },
      { kind: 'edit', service, target: 'b.example', annotations: { 'migration-status': 'target' } },
    ])
  })

  it('to blue-green make both colours before the switch, blue with what there is', () => {
    const made = requests({ pattern: 'blue-green', target: 'b.example' })
    expect(made.map(({ kind, service: { name } }) => `${kind} ${name}`)).toEqual([
      'create db-blue',
      'create db-green',
      'switch db',
    ])
    expect(made[0]).toMatchObject({ manifest: { spec: { externalName: 'a.example', ports: [{ port: 5432 }] } } })
    expect(made[1]).toMatchObject({ manifest: { spec: { externalName: 'b.example' } } })
  })

  it('in waves are those of each wave, in their order', () => {
    const waves = [
      [{ namespace: 'a', name: 'x' }],
      [
        { namespace: 'b', name: 'y' },
        { namespace: 'c', name: 'z' },
      ],
    ]
    const spec: MigrationSpec = { pattern: 'retarget-many', target: 'b.example', waves }
    const named = phases(spec).map((phase) => [phase.id, phase.requests.map((request) => request.service.name)])
    expect(named).toEqual([
      ['record', []],
      ['wave-1', ['x']],
      ['wave-2', ['y', 'z']],
      ['soak', []],
      ['close', []],
    ])
  })
})

describe('a checklist', () => {
  it.each([5432, 3306, 27_017, 6379])(
    'for port %i has lines for that database, with every host quoted as one word',
    (port) => {
      const hostile = endpoint('ExternalName', "a.example; rm -rf '$(x)'")
      const from = { ...hostile, shape: { ports: [{ port }], selector: null, isTracked: false } }
      const data = phases({ pattern: 'provider-to-provider', target: 'b.example' }, from).find(
        ({ id }) => id === 'data',
      )
      const lines = data?.items.flatMap(({ commands }) => commands) ?? []
      expect(lines.length).toBeGreaterThan(4)
      for (const line of lines)
        expect(line.replaceAll(`'a.example; rm -rf '\\''$(x)'\\'''`, '')).not.toContain('rm -rf')
    },
  )

  it('has items of different names', () => {
    const spec = {
      pattern: 'external-to-internal' as const,
      workload: null,
      selector: { app: 'pg' },
      ports,
      isHeadless: false,
    }
    const ids = phases(spec).flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })
})
