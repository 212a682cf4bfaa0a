import { describe, expect, it } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { sightChange } from '@/lib/domain/change/sight-change'
import { changeEntry, changeId } from './change-entries'
import { fieldManager } from './owned-services'

const entry = changeEntry(1)

function seen(target: string, members: Partial<Alias> = {}, carried = entry): Alias {
  return {
    cluster: 'prod',
    namespace: 'shop',
    name: 'api',
    uid: 'uid-1',
    resourceVersion: '2',
    type: 'ExternalName',
    target,
    externalName: target,
    clusterIP: null,
    selector: null,
    ports: [],
    labels: {},
    annotations: { [lastChangeAnnotation]: encodeLastChange(carried) },
    owner: null,
    namespacePurpose: null,
    environment: null,
    createdAt: entry.at,
    changedAt: entry.at,
    changedBy: 'argocd-controller',
    fieldManagers: [],
    terminating: false,
    ...members,
  }
}

describe('sightChange', () => {
  it('has not seen a change while the Service carries neither it nor its target', () => {
    expect(sightChange(seen('a.example', { annotations: {} }), entry, false)).toEqual({ kind: 'before' })
  })

  it('sees the change with its target', () => {
    expect(sightChange(seen('b.example'), entry, false)).toEqual({ kind: 'shown' })
  })

  it.each([
    ['by one that keeps the annotation, though it was never shown', {}, false],
    ['by one that restores the whole object', { annotations: {} }, true],
  ] as const)('is reverted by whoever writes the old target back, %s', (_, members, wasShown) => {
    expect(sightChange(seen('a.example', members), entry, wasShown)).toEqual({
      kind: 'reverted',
      note: 'argocd-controller wrote the old target back.',
    })
  })

  it('is rewritten by another target, and by another type', () => {
    expect(sightChange(seen('c.example'), entry, true)).toMatchObject({ kind: 'rewritten' })
    const migrated = seen('b.example', { type: 'ClusterIP', target: null })
    expect(sightChange(migrated, entry, true)).toMatchObject({
      kind: 'rewritten',
      note: 'argocd-controller wrote another target: ClusterIP.',
    })
  })

  it('is superseded by a later change of Signpost, and undone by its undo', () => {
    expect(sightChange(seen('c.example', {}, changeEntry(2)), entry, true)).toMatchObject({ kind: 'superseded' })
    const undo = changeEntry(2, { kind: 'undo', undoOf: changeId(1) })
    expect(sightChange(seen('a.example', {}, undo), entry, true)).toMatchObject({ kind: 'undone' })
  })

  it('ends with the Service, also where another one has its name now', () => {
    expect(sightChange(null, entry, true)).toMatchObject({ kind: 'deleted' })
    expect(sightChange(seen('b.example', { uid: 'uid-2' }), entry, true)).toMatchObject({ kind: 'deleted' })
  })

  it('names who owns the target, not who wrote another field of the spec in the same second', () => {
    const fieldManagers = [fieldManager('argocd-controller'), fieldManager('signpost', 'spec')]
    expect(sightChange(seen('a.example', { changedBy: 'signpost', fieldManagers }), entry, true)).toEqual({
      kind: 'reverted',
      note: 'argocd-controller wrote the old target back.',
    })
  })

  it('takes a live change between proposal and arrival for none that supersedes it', () => {
    const between = changeEntry(5)
    const arrived = { ...entry, steps: [{ state: 'observed-live' as const, at: changeEntry(9).at, note: null }] }
    expect(sightChange(seen('b.example', {}, between), arrived, false)).toEqual({ kind: 'shown' })
    expect(sightChange(seen('b.example', {}, changeEntry(10)), arrived, false).kind).toBe('superseded')
  })
})
