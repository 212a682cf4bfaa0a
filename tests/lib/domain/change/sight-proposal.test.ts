import { describe, expect, it } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { endpoint } from '@/lib/domain/change/endpoint'
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

describe('a proposal of labels and annotations alone', () => {
  const from = { ...endpoint('ExternalName', 'a.example'), metadata: { labels: {}, annotations: { step: null } } }
  const to = { ...from, metadata: { labels: {}, annotations: { step: 'one' } } }
  const marked = changeEntry(1, { kind: 'annotate', state: 'patch-proposed', from, to })

  it.each([
    ['waits while they are not there, wherever it leads', {}, 'waiting'],
    ['waits through another value', { step: 'two' }, 'waiting'],
    ['arrives when they are there', { step: 'one' }, 'arrived'],
  ])('%s', (_, annotations, kind) => {
    const alias = at('a.example', 'argocd-controller', { annotations })
    expect(sightProposal(alias, marked, atMs).kind).toBe(kind)
  })

  it('arrives whoever wrote the target before', () => {
    const alias = at('a.example', 'signpost', { annotations: { step: 'one' } })
    expect(sightProposal(alias, marked, atMs).kind).toBe('arrived')
  })

  it('of a move as well arrives with both', () => {
    const move = { ...marked, to: { ...endpoint('ExternalName', 'b.example'), metadata: to.metadata } }
    const early = at('b.example', 'argocd-controller', { annotations: {} })
    expect(sightProposal(early, move, atMs).kind).toBe('waiting')
    expect(sightProposal({ ...early, annotations: { step: 'one' } }, move, atMs).kind).toBe('arrived')
  })
})

describe('a proposal of ports alone', () => {
  const shape = { ports: [{ port: 5432, protocol: 'TCP', targetPort: 5432 }], selector: null, isTracked: false }
  const place = endpoint('ExternalName', 'a.example')
  const ported = changeEntry(1, { kind: 'edit', state: 'patch-proposed', from: place, to: { ...place, shape } })
  const port = { name: null, port: 5432, protocol: 'TCP', targetPort: 5432 }

  it('arrives when they are there', () => {
    const before = at('a.example', 'argocd-controller', { ports: [{ ...port, port: 5433 }] })
    expect(sightProposal(before, ported, atMs).kind).toBe('waiting')
    expect(sightProposal({ ...before, ports: [port] }, ported, atMs).kind).toBe('arrived')
  })
})

it('says who wrote what', () => {
  expect(sightProposal(at('c.example', 'argocd-controller'), entry, atMs)).toEqual({
    kind: 'ended',
    note: 'argocd-controller wrote another target: c.example.',
  })
})
