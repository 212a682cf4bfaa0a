import { describe, expect, test } from 'vitest'
import type { Alias, FieldManager } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { endpoint } from '@/lib/domain/change/endpoint'
import { findOutsideChange } from '@/lib/domain/change/find-outside-change'
import { encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { sampleAlias as aliasOf } from '../../server/inventory/sample-alias.ts'
import { changeEntry, changeId } from './change-entries.ts'

const writer = (manager: string, second: number, members: Partial<FieldManager> = {}): FieldManager => ({
  manager,
  operation: 'Update',
  at: new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString(),
  ownsExternalName: true,
  ownsSpec: true,
  ...members,
})

const own = (second: number) => writer('signpost', second)
const kubectl = (second: number) => writer('kubectl-patch', second)
const carrying = (entry: ChangeEntry) => ({ [lastChangeAnnotation]: encodeLastChange(entry) })

/** An alias of target `a.example`, or another one, written by these managers. */
function alias(host: string, fieldManagers: FieldManager[], annotations: Record<string, string> = {}): Alias {
  return aliasOf({ target: host, externalName: host, fieldManagers, annotations })
}

const first = changeEntry(1)
const to = (host: string) => endpoint('ExternalName', host)

describe('a change that was made through Signpost', () => {
  test('is none from outside, with or without an earlier one', () => {
    const before = alias('a.example', [kubectl(0)])
    const after = alias('b.example', [own(1)], carrying(first))
    expect(findOutsideChange(before, after)).toBeNull()
    const second = changeEntry(5, { from: to('b.example'), to: to('c.example') })
    expect(findOutsideChange(after, alias('c.example', [own(5)], carrying(second)))).toBeNull()
  })

  test('is none from outside when something else of the Service is written after it', () => {
    const after = alias('b.example', [own(1)], carrying(first))
    const labelled = { ...after, labels: { tier: 'gold' }, resourceVersion: '9' }
    expect(findOutsideChange(after, labelled)).toBeNull()
  })

  test('is none from outside when it turned the Service into another type', () => {
    const entry = changeEntry(1, { to: endpoint('ClusterIP', null) })
    const after = aliasOf({ type: 'ClusterIP', target: null, fieldManagers: [], annotations: carrying(entry) })
    expect(findOutsideChange(alias('a.example', [kubectl(0)]), after)).toBeNull()
  })
})

describe('a change that somebody else made', () => {
  test('is told with its manager, time, and where it led from and to', () => {
    const found = findOutsideChange(alias('a.example', [kubectl(0)]), alias('z.example', [kubectl(7)]))
    expect(found).toEqual({
      from: to('a.example'),
      to: to('z.example'),
      by: 'kubectl-patch',
      at: '2026-11-23T12:00:07.000Z',
      writtenAt: '2026-11-23T12:00:07.000Z',
      reverts: null,
    })
  })

  test('names the change of ours that it took back, and never stands before it', () => {
    const ours = { ...first, at: '2026-11-23T12:00:01.700Z' }
    const before = alias('b.example', [own(1)], carrying(ours))
    const after = alias('a.example', [writer('argocd-controller', 1)], carrying(ours))
    expect(findOutsideChange(before, after)).toMatchObject({
      by: 'argocd-controller',
      reverts: changeId(1),
      at: '2026-11-23T12:00:01.701Z',
    })
  })

  test('is seen although the writer dropped our annotation', () => {
    const before = alias('b.example', [own(1)], carrying(first))
    expect(findOutsideChange(before, alias('a.example', [kubectl(9)]))).toMatchObject({ reverts: changeId(1) })
    expect(findOutsideChange(before, alias('z.example', [kubectl(9)]))).toMatchObject({ reverts: null })
  })

  test('is seen although a saved manifest brings back an older annotation of ours', () => {
    const second = changeEntry(5, { from: to('b.example'), to: to('c.example') })
    const before = alias('c.example', [own(5)], carrying(second))
    const restored = alias('b.example', [kubectl(9)], carrying(first))
    expect(findOutsideChange(before, restored)).toMatchObject({ by: 'kubectl-patch', reverts: changeId(5) })
  })

  test('is seen although it carries a new annotation that Signpost did not write', () => {
    const forged = changeEntry(8, { to: to('z.example') })
    const before = alias('b.example', [own(1)], carrying(first))
    expect(findOutsideChange(before, alias('z.example', [kubectl(9)], carrying(forged)))).toMatchObject({
      from: to('b.example'),
      by: 'kubectl-patch',
    })
  })

  test('is seen when it came together with one of ours, after a list that was taken anew', () => {
    const before = alias('a.example', [kubectl(0)])
    const both = alias('z.example', [own(1), kubectl(2)], carrying(first))
    expect(findOutsideChange(before, both)).toMatchObject({ from: to('b.example'), to: to('z.example') })
  })

  test('is seen when it made the Service another type', () => {
    const spec = writer('kubectl-edit', 9, { ownsExternalName: false })
    const members = { type: 'ClusterIP', target: null, externalName: null, changedBy: 'kubectl-edit' } as const
    const after = aliasOf({ ...members, changedAt: spec.at ?? '', fieldManagers: [spec] })
    expect(findOutsideChange(alias('a.example', [kubectl(0)]), after)).toMatchObject({
      to: endpoint('ClusterIP', null),
      by: 'kubectl-edit',
    })
  })

  test('tells hosts apart as DNS does: neither case nor a final dot makes a change', () => {
    const after = alias('a.example', [kubectl(7)])
    expect(findOutsideChange(alias('a.example', [kubectl(0)]), { ...after, externalName: 'A.Example.' })).toBeNull()
  })
})

describe('at first sight of a Service', () => {
  test('what its annotation proves is told', () => {
    expect(findOutsideChange(null, alias('b.example', [own(1)], carrying(first)))).toBeNull()
    expect(findOutsideChange(null, alias('z.example', [kubectl(7)], carrying(first)))).toMatchObject({
      from: to('b.example'),
      to: to('z.example'),
      by: 'kubectl-patch',
      at: '2026-11-23T12:00:07.000Z',
    })
  })

  test('who wrote the target last is told, from an unknown one, and nobody who made it as it is', () => {
    const last = { from: null, to: to('a.example'), by: 'kubectl-patch', at: '2026-11-23T12:00:07.000Z', reverts: null }
    expect(findOutsideChange(null, alias('a.example', [kubectl(7)]))).toMatchObject(last)
    const made = { ...alias('a.example', [kubectl(7)]), createdAt: kubectl(7).at ?? '' }
    expect(findOutsideChange(null, made)).toBeNull()
    expect(findOutsideChange(null, alias('a.example', []))).toBeNull()
    expect(findOutsideChange(null, { ...made, createdAt: '', type: 'ClusterIP', target: null })).toBeNull()
  })

  test('a tool that declares whole manifests is told only when another one wrote the target before it', () => {
    const argo = writer('argocd-controller', 7)
    expect(findOutsideChange(null, alias('a.example', [argo]))).toBeNull()
    const maker = writer('kubectl-create', 0, { ownsExternalName: false })
    expect(findOutsideChange(null, alias('a.example', [argo, maker]))).toMatchObject({
      from: null,
      by: 'argocd-controller',
    })
  })

  test('who wrote the target of our last change again is told, unless it stayed ours all the time', () => {
    const away = alias('b.example', [kubectl(9)], carrying(first))
    expect(findOutsideChange(null, away)).toMatchObject({ from: null, to: to('b.example'), by: 'kubectl-patch' })
    const adopted = alias('b.example', [own(1), writer('argocd-controller', 9)], carrying(first))
    expect(findOutsideChange(null, adopted)).toBeNull()
    const older = changeEntry(30)
    expect(findOutsideChange(null, alias('b.example', [kubectl(9)], carrying(older)))).toBeNull()
  })

  test('one that was deleted and made anew has no earlier state', () => {
    const anew = { ...alias('z.example', [kubectl(7)]), uid: 'another', createdAt: kubectl(7).at ?? '' }
    expect(findOutsideChange(alias('a.example', [kubectl(0)]), anew)).toBeNull()
  })
})
