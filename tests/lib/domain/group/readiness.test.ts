import { describe, expect, it } from 'vitest'
import { readFieldOwner } from '@/lib/domain/change/field-owner'
import { groupReadiness, type ReadinessInput } from '@/lib/domain/group/readiness'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { ownedService } from '../change/owned-services'
import { failedTarget, probedTarget } from '../change/probed-targets'
import { vantageAnswer } from '../change/vantage-answers'

const member = (name: string, target: string) => ({ namespace: 'shop', name, type: 'ExternalName', target })
const current = vantageAnswer('OK', { addresses: ['203.0.113.1'] })
const next = vantageAnswer('OK', { addresses: ['203.0.113.2'] })
const answering = (standby: VantageAnswer[]) => (host: string) => (host === 'b.example' ? standby : [current])
const nowMs = Date.UTC(2026, 10, 24)

const group: ReadinessInput = {
  group: 'api',
  members: {
    active: member('api', 'a.example'),
    blue: member('api-blue', 'a.example'),
    green: member('api-green', 'b.example'),
  },
  holders: { active: ['api'], blue: ['api-blue'], green: ['api-green'] },
  clusterDomain: 'cluster.local',
  nowMs,
  surroundings: {
    annotations: {},
    namespaceAnnotations: {},
    owner: { value: 'payments', source: 'owner' },
    reviewState: null,
    fieldOwner: null,
  },
  consumers: { known: [], gap: null },
  answersOf: answering([next]),
  probed: () => null,
  serviceOf: () => null,
  fenceOf: () => null,
}

const ready = (change: Partial<ReadinessInput> = {}) => groupReadiness({ ...group, ...change })
const withMembers = (change: Partial<ReadinessInput['members']>) => ready({ members: { ...group.members, ...change } })

describe('groupReadiness', () => {
  it('is ready when the standby resolves to addresses of its own', () => {
    expect(ready()).toMatchObject({ state: 'ready', reasons: [] })
  })

  it.each([
    ['blocked', [vantageAnswer('NXDOMAIN_ORIGIN')], 'The target does not resolve'],
    ['warned', [vantageAnswer('SERVFAIL_UNKNOWN')], 'is not certain'],
    ['warned', [current], 'same addresses'],
    ['warned', [vantageAnswer('OK', { addresses: ['203.0.113.2'], ttlHighestSeconds: 900 })], 'more than 300 s'],
    ['unknown', [vantageAnswer('NOT_ASKED')], 'is not certain'],
    ['unknown', [], 'is not certain'],
  ] as const)('is %s by what the standby answers', (state, answers, reason) => {
    const readiness = ready({ answersOf: answering([...answers]) })
    expect(readiness.state).toBe(state)
    expect(readiness.reasons[0]).toContain(reason)
  })

  it.each([
    ['blocked', failedTarget('refused'), 'does not answer on its port: 203.0.113.2 port 8443'],
    ['warned', failedTarget('timeout'), 'does not answer on its port'],
    ['warned', probedTarget(11), 'certificate of the target is not in order'],
  ] as const)('is %s by who answers at the standby', (state, standby, reason) => {
    const readiness = ready({ probed: (colour) => (colour === 'green' ? standby : null) })
    expect(readiness.state).toBe(state)
    expect(readiness.reasons[0]).toContain(reason)
  })

  it('is warned while something goes past the alias to the host that it leads to', () => {
    const fact = { kind: 'Deployment', namespace: 'shop', name: 'report', relation: 'bypasses' as const }
    const readiness = ready({ consumers: { known: [{ ...fact, certainty: 'certain' }], gap: null } })
    expect(readiness.state).toBe('warned')
    expect(readiness.reasons[0]).toContain('Deployment shop/report')
  })

  it('does not mind the certificate of the colour that is left, and shows it all the same', () => {
    const readiness = ready({ probed: (colour) => probedTarget(colour === 'blue' ? 3 : 200) })
    expect(readiness.state).toBe('ready')
    const stateOf = (lane: string) => readiness.checks.find((c) => c.code === 'target-certificate' && c.lane === lane)
    expect(stateOf('blue')).toMatchObject({ state: 'warn' })
    expect(stateOf('green')).toMatchObject({ state: 'pass' })
  })

  it('is blocked while the active alias is frozen, or a tool writes it back, and warned of before a Helm upgrade', () => {
    const by = (manager: string, annotations = {}, labels = {}) =>
      readFieldOwner(ownedService({ manager, annotations, labels }), [])
    const helm = { 'meta.helm.sh/release-name': 'api', 'meta.helm.sh/release-namespace': 'shop' }
    const { surroundings } = group
    const annotations = { 'signpost/freeze': 'until Monday' }
    expect(ready({ surroundings: { ...surroundings, annotations } })).toMatchObject({ state: 'blocked' })
    const namespaceAnnotations = annotations
    expect(ready({ surroundings: { ...surroundings, namespaceAnnotations } }).reasons[0]).toContain(
      'namespace is frozen',
    )
    const argo = ready({ surroundings: { ...surroundings, fieldOwner: by('argocd-controller') } })
    expect(argo).toMatchObject({ state: 'blocked', reasons: [expect.stringContaining('Argo CD')] })
    expect(
      ready({
        surroundings: { ...surroundings, fieldOwner: by('helm', helm, { 'app.kubernetes.io/managed-by': 'Helm' }) },
      }),
    ).toMatchObject({ state: 'warned' })
  })

  it('says of each check when it was made: the question, the probe, or now', () => {
    const { checks } = ready({ probed: () => probedTarget(200) })
    const at = (code: string) => checks.find((check) => check.code === code && check.lane !== 'blue')?.checkedAt
    expect(at('target-resolves')).toBe('2026-11-23T12:00:00.000Z')
    expect(at('target-connects')).toBe('2026-11-24T00:00:00.000Z')
    expect(at('not-frozen')).toBe(new Date(nowMs).toISOString())
  })

  it('claims nothing about changes in flight, which only the record knows', () => {
    expect(ready().checks.map(({ code }) => code)).not.toContain('no-change-in-flight')
  })

  it('is blocked while a member is missing, naming it', () => {
    const readiness = ready({
      members: { ...group.members, green: null },
      holders: { ...group.holders, green: [] },
    })
    expect(readiness).toMatchObject({
      state: 'blocked',
      reasons: ['The group is not complete: api-green does not exist'],
    })
  })

  it('is blocked while the active alias points at neither colour, with the checks of both', () => {
    const readiness = withMembers({ active: member('api', 'c.example') })
    expect(readiness).toMatchObject({ state: 'blocked', reasons: [expect.stringContaining('points at neither')] })
    expect(new Set(readiness.checks.map(({ lane }) => lane))).toEqual(new Set([null, 'blue', 'green']))
  })

  it('is blocked without a question when DNS cannot carry the standby', () => {
    const readiness = withMembers({ green: member('api-green', '10.0.0.1') })
    expect(readiness.state).toBe('blocked')
    expect(readiness.checks.filter(({ lane }) => lane === 'green').map(({ code }) => code)).toEqual([
      'target-not-address',
    ])
  })

  it('is blocked while the standby names a Service of this cluster that is not there', () => {
    const members = { ...group.members, green: member('api-green', 'db.data.svc.cluster.local') }
    const readiness = ready({ members, serviceOf: () => 'missing', answersOf: () => [next] })
    expect(readiness.reasons[0]).toContain('does not exist in this cluster')
  })
})
