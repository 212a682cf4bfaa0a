import { expect, test } from 'vitest'
import type { ChangeView } from '@/lib/contract/changes'
import type { Alias } from '@/lib/domain/alias/alias'
import { encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { OutsideChanges } from '@/lib/server/change/outside-changes'
import { changeEntry, changeId } from '../../domain/change/change-entries.ts'
import { sampleAlias } from '../inventory/sample-alias.ts'

function writtenBy(manager: string, host: string, second: number, members: Partial<Alias> = {}): Alias {
  const at = new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString()
  const fieldManagers = [{ manager, operation: 'Update', at, ownsExternalName: true, ownsSpec: true }]
  return sampleAlias({ target: host, externalName: host, fieldManagers, ...members })
}

const carried = { annotations: { [lastChangeAnnotation]: encodeLastChange(changeEntry(1)) } }

function watching() {
  const told: ChangeView[] = []
  return { told, outside: new OutsideChanges((change) => told.push(change)) }
}

test('a change from outside is told as a change, by its manager, with an id that every console gives it', () => {
  const before = writtenBy('helm', 'a.example', 0)
  const after = writtenBy('kubectl-patch', 'z.example', 7)
  const [first, second] = [watching(), watching()]
  for (const { outside } of [first, second]) outside.see(before, after)
  expect(first.told).toEqual([
    expect.objectContaining({
      kind: 'outside',
      state: 'observed-live',
      service: { cluster: 'one', namespace: 'shop', name: 'orders' },
      from: { type: 'ExternalName', target: 'a.example' },
      to: { type: 'ExternalName', target: 'z.example' },
      by: 'kubectl-patch',
      at: '2026-11-23T12:00:07.000Z',
      reason: null,
      undoOf: null,
    }),
  ])
  expect(first.told[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(second.told[0]?.id).toBe(first.told[0]?.id)
})

test('what took a change of ours back says which one, and is found again after a restart', () => {
  const before = writtenBy('signpost', 'b.example', 1, carried)
  const after = writtenBy('argocd-controller', 'a.example', 6, carried)
  const running = watching()
  running.outside.see(before, after)
  expect(running.told[0]?.undoOf).toBe(changeId(1))
  expect(running.told[0]?.steps[0]?.note).toBe(`argocd-controller wrote the old target back: ${changeId(1)}.`)
  const restarted = watching()
  restarted.outside.see(null, after)
  expect(restarted.told[0]?.id).toBe(running.told[0]?.id)
  expect(restarted.told[0]?.steps[0]?.note).toContain('Found when Signpost first saw it.')
  restarted.outside.see(null, { ...after, resourceVersion: '99' })
  expect(restarted.told).toHaveLength(1)
})

test('a cluster keeps its last thousand, newest first', () => {
  const { outside } = watching()
  for (let number = 0; number < 1_003; number += 1) {
    const uid = `uid-${number}`
    outside.see(writtenBy('helm', 'a.example', 0, { uid }), writtenBy('helm', 'z.example', number, { uid }))
  }
  const all = outside.all()
  expect(all).toHaveLength(1_000)
  const ages = all.map(({ at }) => Date.parse(at))
  expect(ages).toEqual([...ages].sort((a, b) => b - a))
  expect(all.at(-1)?.at).toBe(new Date(Date.UTC(2026, 10, 23, 12, 0, 3)).toISOString())
})

test('after a restart who wrote last is told from an unknown target, under the id that it had before', () => {
  const made = { manager: 'kubectl-create', operation: 'Update', at: '2026-01-01T00:00:00Z', ownsSpec: true }
  const after = writtenBy('kubectl-patch', 'z.example', 7)
  after.fieldManagers.push({ ...made, ownsExternalName: false })
  const running = watching()
  running.outside.see(writtenBy('kubectl-create', 'a.example', 0), after)
  const restarted = watching()
  restarted.outside.see(null, after, true)
  expect(restarted.told, 'what is old when the console starts is no news').toEqual([])
  expect(restarted.outside.all()).toEqual([
    expect.objectContaining({
      id: running.told[0]?.id,
      from: { type: 'unknown', target: null },
      to: { type: 'ExternalName', target: 'z.example' },
      by: 'kubectl-patch',
      at: '2026-11-23T12:00:07.000Z',
    }),
  ])
  expect(restarted.outside.all()[0]?.steps[0]?.note).toContain('kubectl-patch wrote the target last')
  restarted.outside.see(writtenBy('kubectl-create', 'a.example', 0), after)
  expect(restarted.outside.all()).toHaveLength(1)
})

test('a Service that is gone is told as deleted once, with nobody named, by every console alike', () => {
  const before = writtenBy('helm', 'a.example', 0)
  const [first, second] = [watching(), watching()]
  first.outside.gone(before, 'deleted', 1_000)
  first.outside.gone(before, 'deleted', 9_000)
  second.outside.gone(before, 'deleted', 2_000)
  expect(first.told).toEqual([
    expect.objectContaining({
      from: { type: 'ExternalName', target: 'a.example' },
      to: { type: 'absent', target: null },
      by: 'unknown',
      at: '1970-01-01T00:00:01.000Z',
    }),
  ])
  expect(second.told[0]?.id).toBe(first.told[0]?.id)
})

test('one that is of another type now is told with who made it that, and one that nobody could read as unknown', () => {
  const before = writtenBy('helm', 'a.example', 0)
  const kept = before.fieldManagers
  const at = '2026-11-23T12:00:09Z'
  const spec = { manager: 'kubectl-edit', operation: 'Update', at, ownsExternalName: false, ownsSpec: true }
  const now: Alias = { ...before, type: 'ClusterIP', target: null, fieldManagers: [...kept, spec] }
  const { told, outside } = watching()
  outside.gone(before, { ...now, changedBy: 'kubectl-edit', changedAt: at }, 0)
  outside.gone(before, 'unknown', 0)
  expect(told).toEqual([
    expect.objectContaining({
      to: { type: 'ClusterIP', target: null },
      by: 'kubectl-edit',
      at: '2026-11-23T12:00:09.000Z',
    }),
    expect.objectContaining({ to: { type: 'unknown', target: null } }),
  ])
  outside.gone(before, before, 0)
  expect(told).toHaveLength(2)
})

test('of more than a thousand in a first list the newest are kept', () => {
  const { outside } = watching()
  for (let number = 2_500; number > 0; number -= 1) {
    const created = { uid: `uid-${number}`, createdAt: '2026-01-01T00:00:00Z' }
    outside.see(null, writtenBy('kubectl-edit', 'z.example', number, created), true)
  }
  expect(outside.all()).toHaveLength(1_000)
  expect(outside.all().at(-1)?.at).toBe(new Date(Date.UTC(2026, 10, 23, 12, 0, 1_501)).toISOString())
})
