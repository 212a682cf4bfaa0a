import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { cutOver } from '@/lib/domain/change/cut-over'
import { dnsFacts } from '@/lib/domain/resolution/dns-facts'
import { makeRow } from '../../lib/client/rows'

const assumedCutOver = cutOver({
  dns: dnsFacts(null),
  measuredTtlSeconds: null,
  nodeLocalDns: 'unknown',
  annotations: [],
  settings: { clientCacheSeconds: null, poolLifetimeSeconds: null },
})

export const service = { cluster: 'prod', namespace: 'catalog', name: 'search' }

/** A plan of a switch to green that nothing stands against. */
export function makePlan(change: Partial<Plan> = {}): Plan {
  const externalName = { path: 'spec.externalName', before: 'a.example.com', after: 'b.example.com' }
  return {
    from: { type: 'ExternalName', target: 'a.example.com' },
    to: { type: 'ExternalName', target: 'b.example.com' },
    hash: 'v1.9c41e2aa.x',
    request: { kind: 'switch', service, to: 'green' },
    writes: [
      {
        verb: 'patch',
        ref: { apiVersion: 'v1', kind: 'Service', namespace: 'catalog', name: 'search' },
        body: {},
        diff: [externalName],
      },
    ],
    prechecks: [
      {
        code: 'group-complete',
        state: 'pass',
        title: 'The group is complete',
        evidence: 'three',
        checkedAt: new Date().toISOString(),
      },
    ],
    before: 'flowchart LR\n',
    after: 'flowchart LR\n',
    warnings: [],
    ownerOfField: null,
    fieldOwner: null,
    git: null,
    cutOver: assumedCutOver,
    cannotComeBack: [],
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    ...change,
  }
}

export function makeChange(change: Partial<ChangeView> = {}): ChangeView {
  const at = new Date().toISOString()
  return {
    id: '11111111-1111-4111-8111-111111111111',
    kind: 'switch',
    service,
    state: 'propagating',
    from: { type: 'ExternalName', target: 'a.example.com' },
    to: { type: 'ExternalName', target: 'b.example.com' },
    by: 'ada',
    reason: null,
    at,
    steps: [
      { state: 'applied', at, note: null },
      { state: 'propagating', at, note: null },
    ],
    overrides: [],
    undoOf: null,
    soakUntil: null,
    cutOver: assumedCutOver,
    answers: [],
    left: [],
    migration: null,
    ...change,
  }
}

type StandingCheck = Group['readiness']['checks'][number]

/** A standing check of a group's green. */
export function makeCheck(change: Partial<StandingCheck> = {}): StandingCheck {
  return {
    ...{ code: 'target-resolves', state: 'pass', title: 'The target resolves', evidence: 'cluster: one address' },
    ...{ checkedAt: new Date().toISOString(), lane: 'green' },
    ...change,
  }
}

/** A group whose blue is live. */
export function makeGroup(change: Partial<Group> = {}): Group {
  const member = (name: string, target: string) => makeRow({ namespace: 'catalog', name, target })
  return {
    ...service,
    state: 'complete',
    live: 'blue',
    members: {
      active: member('search', 'a.example.com'),
      blue: member('search-blue', 'a.example.com'),
      green: member('search-green', 'b.example.com'),
    },
    holders: { active: ['search'], blue: ['search-blue'], green: ['search-green'] },
    probes: { blue: null, green: null },
    readiness: { state: 'ready', reasons: [], checks: [] },
    ...change,
  }
}
