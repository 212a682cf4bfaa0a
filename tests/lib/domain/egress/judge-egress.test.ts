import { describe, expect, test } from 'vitest'
import { judgeEgress } from '@/lib/domain/egress/judge-egress'
import type { Destination } from '@/lib/domain/egress/match-rule'
import type { EgressPeer, EgressPort, LabelSelector, NetworkPolicy } from '@/lib/domain/egress/network-policy'

const everything: LabelSelector = { matchLabels: {}, matchExpressions: [] }
const labelled = (matchLabels: Record<string, string>): LabelSelector => ({ matchLabels, matchExpressions: [] })
const block = (cidr: string, ...except: string[]): EgressPeer => ({ kind: 'block', cidr, except })
const tcp = (port: EgressPort['port'], endPort: number | null = null): EgressPort => ({
  protocol: 'TCP',
  port,
  endPort,
})
const udp53: EgressPort = { protocol: 'UDP', port: 53, endPort: null }
const policy = (overrides: Partial<NetworkPolicy> = {}): NetworkPolicy => ({
  name: 'limits',
  pods: everything,
  limitsEgress: true,
  rules: [],
  ...overrides,
})
const target: Destination = { kind: 'address', address: '203.0.113.7', port: 5432, protocol: 'TCP' }
const dns: Destination = {
  kind: 'pod',
  sameNamespace: false,
  namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
  podLabels: { 'k8s-app': 'kube-dns' },
  isEveryLabelKnown: true,
  port: 53,
  protocol: 'UDP',
}
const state = (policies: NetworkPolicy[], to: Destination = target, labels: Record<string, string> | null = null) =>
  judgeEgress(policies, to, labels).state

describe('an address outside', () => {
  test('is open without policies, and with policies for ingress alone', () => {
    expect(state([])).toBe('open')
    expect(state([policy({ limitsEgress: false })])).toBe('open')
  })

  test('is blocked by a policy without egress rules, and says that nothing is allowed', () => {
    const judgement = judgeEgress([policy()], target)
    expect(judgement).toMatchObject({ state: 'blocked', policies: ['limits'] })
    expect(judgement.evidence).toContain('allows no egress at all')
  })

  test.each([
    ['an empty rule', [{ to: [], ports: [] }], 'allowed'],
    ['its block', [{ to: [block('203.0.113.0/24')], ports: [] }], 'allowed'],
    ['another block', [{ to: [block('198.51.100.0/24')], ports: [] }], 'blocked'],
    ['its block but for an exception', [{ to: [block('0.0.0.0/0', '203.0.113.0/25')], ports: [] }], 'blocked'],
    ['an exception elsewhere', [{ to: [block('0.0.0.0/0', '10.0.0.0/8')], ports: [] }], 'allowed'],
    ['a block of the other family', [{ to: [block('::/0')], ports: [] }], 'blocked'],
    ['its port', [{ to: [], ports: [tcp(5432)] }], 'allowed'],
    ['a range of ports', [{ to: [], ports: [tcp(5000, 6000)] }], 'allowed'],
    ['another port', [{ to: [], ports: [tcp(443)] }], 'blocked'],
    ['its port over UDP', [{ to: [], ports: [{ protocol: 'UDP', port: 5432, endPort: null }] }], 'blocked'],
    ['every port of TCP', [{ to: [], ports: [tcp(null)] }], 'allowed'],
    ['a named port', [{ to: [], ports: [tcp('postgres')] }], 'blocked'],
    ['its block with another port', [{ to: [block('203.0.113.0/24')], ports: [tcp(443)] }], 'blocked'],
    [
      'pods of any namespace',
      [{ to: [{ kind: 'pods', namespaces: everything, pods: null } as const], ports: [] }],
      'blocked',
    ],
    ['a block that cannot be read', [{ to: [block('203.0.113.0')], ports: [] }], 'undecided'],
  ])('with a rule for %s', (_, rules, expected) => {
    expect(state([policy({ rules })])).toBe(expected)
  })

  test('inside an IPv6 form is held against the IPv4 block', () => {
    const mapped: Destination = { ...target, address: '::ffff:203.0.113.7' }
    expect(state([policy({ rules: [{ to: [block('203.0.113.0/24')], ports: [] }] })], mapped)).toBe('allowed')
  })

  test('is allowed when one of several policies for the same pods allows it', () => {
    expect(state([policy(), policy({ name: 'more', rules: [{ to: [], ports: [] }] })])).toBe('allowed')
  })
})

describe('one client', () => {
  const onlyWeb = policy({ pods: labelled({ app: 'web' }) })

  test('is not limited by policies that select other pods', () => {
    expect(state([onlyWeb], target, { app: 'batch' })).toBe('open')
    expect(state([onlyWeb], target, { app: 'web' })).toBe('blocked')
  })

  test.each([
    [{ key: 'app', operator: 'In', values: ['web', 'api'] }, 'blocked'],
    [{ key: 'app', operator: 'NotIn', values: ['web'] }, 'open'],
    [{ key: 'tier', operator: 'Exists', values: [] }, 'open'],
    [{ key: 'tier', operator: 'DoesNotExist', values: [] }, 'blocked'],
    [{ key: 'app', operator: 'Resembles', values: ['w'] }, 'undecided'],
  ])('is selected by %o as the API server would', (expression, expected) => {
    const pods = { matchLabels: {}, matchExpressions: [expression] }
    expect(state([policy({ pods })], target, { app: 'web' })).toBe(expected)
  })

  test('may go where a policy that surely selects it allows it, or each that may select it', () => {
    const odd = { matchLabels: {}, matchExpressions: [{ key: 'app', operator: 'Resembles', values: ['w'] }] }
    const open = [{ to: [], ports: [] }]
    expect(state([policy({ pods: odd }), policy({ name: 'sure', rules: open })], target, { app: 'web' })).toBe(
      'allowed',
    )
    expect(state([policy({ pods: odd, rules: open })], target, { app: 'web' })).toBe('allowed')
    expect(state([policy({ pods: odd, rules: open }), policy()], target, { app: 'web' })).toBe('undecided')
  })

  test('is not selected by a label that only the prototype has', () => {
    expect(state([policy({ pods: labelled({ toString: 'x' }) })], target, {})).toBe('open')
  })
})

describe('every pod of a namespace', () => {
  test('is told apart where policies select only some', () => {
    const judgement = judgeEgress([policy({ name: 'web', pods: labelled({ app: 'web' }) })], target)
    expect(judgement.state).toBe('depends')
    expect(judgement.evidence).toContain('pods with app=web (web) may not; other pods are not limited')
  })

  test('may go there when a policy for all allows it, whatever the others say', () => {
    const open = policy({ rules: [{ to: [], ports: [] }] })
    expect(state([open, policy({ name: 'web', pods: labelled({ app: 'web' }) })])).toBe('allowed')
  })

  test('may not when the one for all and each other refuse', () => {
    expect(state([policy(), policy({ name: 'web', pods: labelled({ app: 'web' }) })])).toBe('blocked')
  })

  test('depends when only some are allowed', () => {
    const web = policy({ name: 'web', pods: labelled({ app: 'web' }), rules: [{ to: [], ports: [tcp(5432)] }] })
    expect(state([policy(), web])).toBe('depends')
    expect(state([web])).toBe('allowed')
  })
})

describe("the cluster's DNS", () => {
  const toDns = (namespaces: LabelSelector | null, pods: LabelSelector | null, ports = [udp53]) =>
    policy({ rules: [{ to: [{ kind: 'pods', namespaces, pods }], ports }] })

  test('is allowed by namespace and pod labels', () => {
    const kubeSystem = labelled({ 'kubernetes.io/metadata.name': 'kube-system' })
    expect(state([toDns(kubeSystem, labelled({ 'k8s-app': 'kube-dns' }))], dns)).toBe('allowed')
    expect(state([toDns(kubeSystem, null)], dns)).toBe('allowed')
    expect(state([toDns(everything, null)], dns)).toBe('allowed')
  })

  test('is blocked by a rule for pods of the same namespace, or over TCP alone', () => {
    expect(state([toDns(null, everything)], dns)).toBe('blocked')
    expect(state([toDns(everything, null, [tcp(53)])], dns)).toBe('blocked')
  })

  test('is blocked by rules that name the target alone, the usual mistake', () => {
    expect(state([policy({ rules: [{ to: [block('203.0.113.0/24')], ports: [tcp(5432)] }] })], dns)).toBe('blocked')
  })

  test('is undecided behind a pod label that may be there, while not all of them could be read', () => {
    const partly: Destination = { ...dns, isEveryLabelKnown: false }
    const named = labelled({ 'app.kubernetes.io/name': 'coredns' })
    expect(state([toDns(everything, named)], dns)).toBe('blocked')
    expect(state([toDns(everything, named)], partly)).toBe('undecided')
    expect(state([toDns(everything, labelled({ 'k8s-app': 'node-dns' }))], partly)).toBe('blocked')
    expect(state([toDns(everything, labelled({ 'k8s-app': 'kube-dns' }))], partly)).toBe('allowed')
    const without = { matchLabels: {}, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist', values: [] }] }
    expect(state([toDns(everything, without)], partly)).toBe('undecided')
  })

  test('is undecided behind a block of addresses or labels that are not known', () => {
    expect(state([policy({ rules: [{ to: [block('10.96.0.0/12')], ports: [] }] })], dns)).toBe('undecided')
    const unknown: Destination = { ...dns, namespaceLabels: null }
    expect(state([toDns(labelled({ team: 'x' }), null)], unknown)).toBe('undecided')
  })
})
