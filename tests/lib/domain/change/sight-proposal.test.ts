import { expect, it } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { proposalMs, sightProposal } from '@/lib/domain/change/sight-proposal'
import { sampleAlias } from '../../server/inventory/sample-alias'
import { changeEntry } from './change-entries'
import { fieldManager } from './owned-services'

const entry = changeEntry(1, { state: 'patch-proposed' })
const atMs = Date.parse(entry.at)
const at = (target: string, manager: string, members: Partial<Alias> = {}) =>
  sampleAlias({ uid: entry.uid, target, fieldManagers: [fieldManager(manager)], ...members })

it.each<[string, Alias | null, number, string]>([
  ['waits while the old target is there', at('a.example', 'argocd-controller'), atMs, 'waiting'],
  ['arrives when its target is written', at('b.example', 'argocd-controller'), atMs, 'arrived'],
  ['arrives by whoever deploys', at('b.example', 'terraform'), atMs, 'arrived'],
  ['does not arrive by a live write of Signpost', at('b.example', 'signpost'), atMs, 'waiting'],
  ['waits through a live write to a third target', at('c.example', 'signpost'), atMs, 'waiting'],
  ['waits through what kubectl wrote', at('c.example', 'kubectl-edit'), atMs, 'waiting'],
  ['ends when the repository says a third target', at('c.example', 'kustomize-controller'), atMs, 'ended'],
  ['ends with the Service', null, atMs, 'ended'],
  ['ends with another Service of the name', at('b.example', 'helm', { uid: 'uid-2' }), atMs, 'ended'],
  ['ends after 7 days', at('a.example', 'argocd-controller'), atMs + proposalMs, 'ended'],
  ['arrives after 7 days all the same when it is there', at('b.example', 'helm'), atMs + proposalMs, 'arrived'],
])('a proposal %s', (_, alias, nowMs, kind) => {
  expect(sightProposal(alias, entry, nowMs).kind).toBe(kind)
})

it('says who wrote what', () => {
  expect(sightProposal(at('c.example', 'argocd-controller'), entry, atMs)).toEqual({
    kind: 'ended',
    note: 'argocd-controller wrote another target: c.example.',
  })
})
