import { describe, expect, it } from 'vitest'
import type { ChangeEvidence } from '@/lib/domain/change/change-evidence'
import { judgeAnswers } from '@/lib/domain/change/check-resolution'
import type { FenceEvidence } from '@/lib/domain/change/fence-evidence'
import { readFieldOwner } from '@/lib/domain/change/field-owner'
import { judgeChange } from '@/lib/domain/change/judge-change'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import type { NetworkPolicy } from '@/lib/domain/egress/network-policy'
import { changeEntry } from './change-entries'
import { ownedService } from './owned-services'
import { vantageAnswer } from './vantage-answers'

const service = { namespace: 'shop', name: 'api', type: 'ExternalName', target: 'a.example' }
const member = (colour: string, target: string | null, type = 'ExternalName') => ({
  ...service,
  name: `api-${colour}`,
  type,
  target,
})
const holders = { active: ['api'], blue: ['api-blue'], green: ['api-green'] }
const nowMs = Date.parse('2026-11-23T13:00:00Z')

function evidence(members: Partial<ChangeEvidence> = {}): ChangeEvidence {
  return {
    kind: 'switch',
    nowMs,
    clusterDomain: 'cluster.local',
    service,
    annotations: {},
    namespaceAnnotations: {},
    owner: { value: 'payments', source: 'owner' },
    reviewState: 'signed-off',
    fieldOwner: readFieldOwner(ownedService({ manager: 'kubectl-create' }), []),
    group: {
      ...{ name: 'api', holders, to: 'green' },
      ...{ blue: member('blue', 'a.example'), green: member('green', 'b.example') },
    },
    target: { host: 'b.example', answers: [vantageAnswer('OK', { addresses: ['203.0.113.2'] })], service: null },
    leaving: [vantageAnswer('OK', { addresses: ['203.0.113.1'] })],
    place: 'b.example',
    selector: null,
    deletion: null,
    related: null,
    connection: null,
    egress: { namespace: 'shop', policies: [], why: null, ports: [{ port: 443, protocol: 'TCP' }] },
    fence: null,
    consumers: { known: [], gap: null },
    entries: [],
    undo: null,
    dryRun: { kind: 'accepted', otherPaths: [] },
    ...members,
  }
}

type Case = [title: string, members: Partial<ChangeEvidence>, code: string, state: PrecheckState | undefined]

const stateOf = (members: Partial<ChangeEvidence>, code: string) =>
  judgeChange(evidence(members)).find((precheck) => precheck.code === code)?.state
const toHost = (host: string, more: Partial<ChangeEvidence['target']> = {}): Partial<ChangeEvidence> => ({
  kind: 'retarget',
  group: null,
  target: { host, answers: [vantageAnswer('OK')], service: null, ...more },
})

describe('a change with nothing in its way', () => {
  it('needs no acknowledgement', () => {
    const prechecks = judgeChange(evidence())
    expect(prechecks.map(({ state }) => state)).not.toContain('warn')
    expect(unmetPrechecks(prechecks, [], [])).toEqual([])
    expect(prechecks.every(({ checkedAt }) => checkedAt === '2026-11-23T13:00:00.000Z')).toBe(true)
  })
})

describe('the Service', () => {
  it.each<Case>([
    ['being deleted is refused', { service: { ...service, terminating: true } }, 'not-terminating', 'refuse'],
    ['without an owner is told', { owner: null }, 'owner-known', 'info'],
    ['with an overdue review is told', { reviewState: 'overdue' }, 'review-current', 'info'],
    ['with a review that is due is not', { reviewState: 'due' }, 'review-current', undefined],
  ])('%s', (_, members, code, state) => {
    expect(stateOf(members, code)).toBe(state)
  })
})

describe('another change', () => {
  const recent = changeEntry(0, { at: new Date(nowMs - 30_000).toISOString() })

  it.each<Case>([
    ['in flight blocks', { entries: [{ ...recent, state: 'verifying' }] }, 'no-change-in-flight', 'block'],
    ['less than a minute old is warned of', { entries: [recent] }, 'no-recent-change', 'warn'],
    [
      'that was never applied does not count',
      { entries: [{ ...recent, state: 'not-applied' }] },
      'no-change-in-flight',
      'pass',
    ],
    ['older than a minute passes', { entries: [changeEntry(0)] }, 'no-change-in-flight', 'pass'],
    ['is no matter for an undo', { kind: 'undo', entries: [recent] }, 'no-recent-change', undefined],
    [
      'in flight is no matter for an undo',
      { kind: 'undo', entries: [{ ...recent, state: 'verifying' }] },
      'no-change-in-flight',
      undefined,
    ],
  ])('%s', (_, members, code, state) => {
    expect(stateOf(members, code)).toBe(state)
  })
})

describe('the group', () => {
  const group = (
    blue: ReturnType<typeof member> | null,
    green: ReturnType<typeof member> | null,
    roles: Partial<typeof holders> = {},
  ) => ({ group: { name: 'api', holders: { ...holders, ...roles }, blue, green, to: 'green' as const } })

  it.each([
    ['without a colour is blocked', group(null, member('green', 'b.example')), 'group-complete', 'block'],
    [
      'with a colour of another type is blocked',
      group(member('blue', null, 'ClusterIP'), member('green', 'b.example')),
      'group-complete',
      'block',
    ],
    [
      'whose active alias is neither colour is blocked',
      group(member('blue', 'c.example'), member('green', 'b.example')),
      'group-live',
      'block',
    ],
    [
      'whose colours are equal is blocked',
      group(member('blue', 'a.example'), member('green', 'a.example')),
      'group-live',
      'block',
    ],
  ])('%s', (_, members, code, state) => {
    expect(stateOf(members, code)).toBe(state)
  })

  it('of which two Services claim a colour is blocked, and both are named', () => {
    const rivals = group(null, member('green', 'b.example'), { blue: ['find-a', 'find-b'] })
    const check = judgeChange(evidence(rivals)).find(({ code }) => code === 'group-complete')
    expect(check).toMatchObject({ state: 'block', evidence: 'find-a and find-b are labelled blue' })
  })

  it('with the same addresses on both sides is warned of, in whatever order they come', () => {
    const left = [vantageAnswer('OK', { addresses: ['203.0.113.2', '203.0.113.1'] })]
    const right = [vantageAnswer('OK', { addresses: ['203.0.113.1', '203.0.113.2'] })]
    expect(
      stateOf({ leaving: left, target: { host: 'b.example', answers: right, service: null } }, 'addresses-differ'),
    ).toBe('warn')
    expect(stateOf({}, 'addresses-differ')).toBe('pass')
    expect(stateOf({ leaving: [vantageAnswer('TIMEOUT')] }, 'addresses-differ')).toBeUndefined()
  })
})

describe('the target', () => {
  it.each([
    ['a.example', 'target-differs', 'refuse'],
    ['b.example', 'target-differs', 'pass'],
    ['10.0.0.1', 'target-not-address', 'block'],
    ['127.1', 'target-not-address', 'block'],
    [`${'a'.repeat(64)}.example`, 'target-name', 'block'],
    ['api.shop.svc.cluster.local', 'target-not-itself', 'block'],
    ['x.api.shop.svc.cluster.local', 'target-not-itself', 'block'],
    ['b.example', 'target-name', 'pass'],
    ['10.0.0.1', 'target-resolves', 'skipped'],
    ['dns.kube-system.svc.cluster.local', 'target-in-cluster', 'block'],
    ['kubernetes.default.svc.cluster.local', 'target-in-cluster', 'block'],
    ['b.example', 'target-in-cluster', undefined],
  ])('%s: %s is %s', (host, code, state) => {
    expect(stateOf(toHost(host), code)).toBe(state)
  })

  it.each([
    ['present', 'info'],
    ['no-endpoint', 'warn'],
    ['missing', 'block'],
    ['unknown', 'warn'],
  ] as const)('in the cluster, with its Service %s, is %s', (found, state) => {
    expect(stateOf(toHost('db.data.svc.cluster.local', { service: found }), 'target-in-cluster')).toBe(state)
  })

  it.each([
    [60, 'pass'],
    [61, 'info'],
    [300, 'info'],
    [301, 'warn'],
  ])('with a chain cached for up to %d s: %s', (ttlHighestSeconds, state) => {
    const answers = [vantageAnswer('OK', { addresses: ['203.0.113.1'], ttlHighestSeconds })]
    expect(stateOf(toHost('b.example', { answers }), 'chain-ttl')).toBe(state)
  })

  it('with an address of this machine or of the metadata service is blocked', () => {
    const notes = [{ code: 'SPECIAL_IP', severity: 'critical' as const, evidence: '169.254.169.254 is link-local' }]
    expect(stateOf(toHost('b.example', { answers: [vantageAnswer('OK', { notes })] }), 'target-address')).toBe('block')
  })
})

describe('egress policies of the namespace', () => {
  const all = { matchLabels: {}, matchExpressions: [] }
  const limiting = (cidr: string, pods = all): NetworkPolicy => ({
    name: 'egress',
    pods,
    limitsEgress: true,
    rules: [{ to: [{ kind: 'block', cidr, except: [] }], ports: [{ protocol: 'TCP', port: 443, endPort: null }] }],
  })
  const held = (policies: NetworkPolicy[] | null, ports = [{ port: 443, protocol: 'TCP' }]) =>
    judgeChange(evidence({ egress: { namespace: 'shop', policies, why: 'forbidden', ports } })).find(
      ({ code }) => code === 'target-egress',
    )

  it('are held against each port with its own protocol, SCTP as well', () => {
    const rules = [{ to: [], ports: [{ protocol: 'TCP', port: null, endPort: null }] }]
    const onlyTcp = { name: 'only-tcp', pods: all, limitsEgress: true, rules }
    const stateOf = (...protocols: string[]) =>
      held(
        [onlyTcp],
        protocols.map((protocol) => ({ port: 3868, protocol })),
      )?.state
    expect([stateOf('TCP'), stateOf('SCTP'), stateOf('TCP', 'SCTP')]).toEqual(['pass', 'warn', 'warn'])
  })

  it.each([
    ['none limits it', [], 'pass', 'No egress policy limits the namespace'],
    [
      'one allows the address and port',
      [limiting('203.0.113.0/24')],
      'pass',
      'Egress policies let pods go to the target',
    ],
    ['none allows the address', [limiting('198.51.100.0/24')], 'warn', 'Egress policies shut the target out'],
    [
      'one limits some pods only',
      [limiting('198.51.100.0/24', { matchLabels: { app: 'web' }, matchExpressions: [] })],
      'warn',
      'Egress policies let only some pods go to the target',
    ],
    [
      'they may not be read: unknown is no pass',
      null,
      'warn',
      'Whether egress policies let pods go to the target is not certain',
    ],
  ] as const)('%s', (_, policies, state, title) => {
    expect(held(policies && [...policies])).toMatchObject({ state, title })
  })

  it('name the address and port that is shut out', () => {
    expect(held([limiting('198.51.100.0/24')])?.evidence).toMatch(/^To 203\.0\.113\.2:443: .*egress/)
  })

  it.each([
    [
      'all that were judged are allowed',
      '203.0.0.0/8',
      'Whether egress policies let pods go to the target is not certain',
    ],
    ['one that was judged is shut out', '203.0.113.0/28', 'Egress policies shut the target out'],
  ])('say how many of very many addresses were judged, and never pass the rest: %s', (_, cidr, title) => {
    const held = (count: number) => {
      const addresses = Array.from({ length: count }, (_, index) => `203.0.113.${index + 1}`)
      const target = { host: 'b.example', answers: [vantageAnswer('OK', { addresses })], service: null }
      const egress = {
        namespace: 'shop',
        policies: [limiting(cidr)],
        why: null,
        ports: [{ port: 443, protocol: 'TCP' }],
      }
      return judgeChange(evidence({ target, egress })).find(({ code }) => code === 'target-egress')
    }
    expect(held(57)).toMatchObject({ state: 'warn', title })
    expect(held(57)?.evidence).toMatch(/20 of 57 addresses judged/)
    expect(held(20)?.evidence).not.toContain('judged')
  })

  it('are not certain to shut out a Service in the cluster, whose pods may listen at another port', () => {
    const inside = toHost('db.data.svc.cluster.local', { service: 'present' })
    const egress = { namespace: 'shop', why: null, ports: [{ port: 5432, protocol: 'TCP' }] }
    const titleOf = (policies: NetworkPolicy[]) =>
      judgeChange(evidence({ ...inside, egress: { ...egress, policies } })).find(({ code }) => code === 'target-egress')
        ?.title
    expect(titleOf([limiting('10.0.0.0/8')])).toBe('Whether egress policies let pods go to the target is not certain')
    expect(titleOf([{ ...limiting('10.0.0.0/8'), rules: [] }])).toBe('Egress policies shut the target out')
  })

  it('cannot be held against a Service without ports', () => {
    expect(held([limiting('203.0.113.0/24')], [])).toMatchObject({ state: 'warn' })
    expect(held([], [])).toMatchObject({ state: 'pass' })
  })
})

describe('the side that a switch leaves', () => {
  const database = { useCase: 'managed-database', because: 'AWS RDS: a managed database.' } as const
  const left = (annotation: string | undefined, useCase: FenceEvidence['useCase'] = database) =>
    judgeChange(evidence({ fence: { name: 'api-blue', annotation, useCase } })).find(
      ({ code }) => code === 'old-side-fenced',
    )

  it('of a database blocks until somebody attests that it takes no more writes', () => {
    expect(left(undefined)).toMatchObject({ state: 'block', evidence: expect.stringContaining('AWS RDS') })
    expect(left('2026-11-23T12:30:00Z read-only since, ada')).toMatchObject({
      state: 'pass',
      evidence: 'signpost/fenced on api-blue: 2026-11-23T12:30:00Z read-only since, ada',
    })
  })

  it.each([
    '2026-11-22T12:59:59Z long ago',
    '2026-11-23T13:06:00Z not yet',
    'true',
    'yes, 2026-11-23T12:30:00Z',
    '2026-13-40T00:00:00Z',
  ])('is not attested by %j', (annotation) => {
    expect(left(annotation)).toMatchObject({ state: 'block' })
  })

  it('that keeps no state, or of which nobody knows, is not asked after', () => {
    expect(left(undefined, { useCase: 'third-party-api', because: 'x' })).toBeUndefined()
    expect(left(undefined, null)).toBeUndefined()
  })
})

describe('judgeAnswers', () => {
  const cluster = vantageAnswer
  const outside: typeof vantageAnswer = (code) => vantageAnswer(code, { vantage: 'outside' })

  it.each([
    ['the cluster resolves', [cluster('OK')], 'pass'],
    ['one family is enough', [cluster('OK_V6_ONLY')], 'pass'],
    ['the cluster decides against the outside', [cluster('NXDOMAIN_ORIGIN'), outside('OK')], 'block'],
    ['the cluster decides for a private zone', [cluster('OK'), outside('NXDOMAIN_ORIGIN')], 'pass'],
    ['no answer of the cluster is no pass', [cluster('TIMEOUT'), outside('OK')], 'warn'],
    ['no answer of the cluster and none outside', [cluster('TIMEOUT'), outside('NODATA')], 'block'],
    ['the outside alone', [outside('NXDOMAIN_AT_HOP')], 'block'],
    ['a loop', [cluster('CNAME_LOOP')], 'block'],
    ['SERVFAIL may pass by', [cluster('SERVFAIL_UNKNOWN')], 'warn'],
    ['half an answer', [cluster('PARTIAL_FAILURE')], 'warn'],
    ['not asked', [outside('NOT_ASKED')], 'warn'],
    ['nobody at all', [], 'warn'],
  ] as const)('%s', (_, answers, state) => {
    expect(judgeAnswers(answers).state).toBe(state)
  })
})

describe('the dry run and the undo', () => {
  it.each<Case>([
    ['a refusal of the server cannot be passed', { dryRun: { kind: 'refused', why: 'no' } }, 'dry-run', 'refuse'],
    [
      'what a webhook changes is warned of',
      { dryRun: { kind: 'accepted', otherPaths: ['spec.ports'] } },
      'dry-run-outcome',
      'warn',
    ],
    ['undoing the current state passes', { undo: { by: 'ada', isStillOutcome: true } }, 'undo-of-current', 'pass'],
    [
      'undoing over a later write is blocked',
      { undo: { by: 'ada', isStillOutcome: false } },
      'undo-of-current',
      'block',
    ],
  ])('%s', (_, members, code, state) => {
    expect(stateOf(members, code)).toBe(state)
  })
})

describe('unmetPrechecks', () => {
  const at = { title: '', evidence: '', checkedAt: '' }
  const prechecks = [
    { code: 'a', state: 'warn' as const, ...at },
    { code: 'b', state: 'block' as const, ...at },
    { code: 'c', state: 'refuse' as const, ...at },
    { code: 'd', state: 'info' as const, ...at },
  ]
  const unmet = (acknowledge: string[], overrides: string[]) =>
    unmetPrechecks(
      prechecks,
      acknowledge,
      overrides.map((code) => ({ code })),
    ).map(({ code }) => code)

  it('takes an acknowledgement for a warning and only an override for a block; nothing passes a refusal', () => {
    expect(unmet([], [])).toEqual(['a', 'b', 'c'])
    expect(unmet(['a', 'b', 'c'], [])).toEqual(['b', 'c'])
    expect(unmet(['a'], ['b', 'c'])).toEqual(['c'])
    expect(unmet([], ['a', 'b'])).toEqual(['c'])
  })
})
