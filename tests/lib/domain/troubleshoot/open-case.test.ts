import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import type { Case, StepCode } from '@/lib/domain/troubleshoot/case'
import type { CaseFacts } from '@/lib/domain/troubleshoot/case-facts'
import { openCase } from '@/lib/domain/troubleshoot/open-case'
import { type Symptom, symptoms } from '@/lib/domain/troubleshoot/symptom'
import { answer, brokenInCluster, target, verdict } from '../diagram/sample-resolution'
import { hostileNames } from '../hostile-names'
import { facts, flip, inCluster, known, policy, probed, skipped, withPolicies } from './sample-facts'

const open = (symptom: Symptom, change: Partial<CaseFacts> = {}) => openCase(symptom, facts(change))
const stepOf = (found: Case, code: StepCode) => found.steps.find((step) => step.code === code)
const linesOf = (found: Case) => found.fix.lines?.lines.join('\n') ?? ''

const dnsOnly = policy({
  name: 'dns-only',
  rules: [
    {
      to: [],
      ports: [
        { protocol: 'UDP', port: 53, endPort: null },
        { protocol: 'TCP', port: 53, endPort: null },
      ],
    },
  ],
})

describe('resolution fails', () => {
  test('in the cluster alone: our side, the zone that the Corefile lacks, and the block that forwards it', () => {
    const found = open('resolution-fails', { answers: known([brokenInCluster(), answer()]) })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours', severity: 'critical' })
    expect(found.issue).toBe('Pods get no address for erp.')
    expect(found.cause).toContain('no block for dc2.company.com: all goes to 10.0.0.2')
    expect(linesOf(found)).toContain('dc2.company.com:53 {')
    expect(linesOf(found)).toContain('forward . 10.10.0.53')
    expect(readCorefile(linesOf(found))).toMatchObject({
      servers: [{ zones: ['dc2.company.com'], forwards: [{ upstreams: ['10.10.0.53'] }] }],
      problems: [],
    })
    expect(stepOf(found, 'corefile')).toMatchObject({
      state: 'critical',
      title: 'The Corefile does not forward the zone',
    })
    expect(stepOf(found, 'outside-dns')?.state).toBe('ok')
  })

  test('and the zone is forwarded already: its upstream is the fault', () => {
    const corefile = known(
      readCorefile('dc2.company.com:53 {\n forward . 10.9.9.9\n}\n.:53 {\n forward . 10.0.0.2\n}\n'),
    )
    const found = open('resolution-fails', { answers: known([brokenInCluster(), answer()]), corefile })
    expect(found.cause).toContain('forwards dc2.company.com to 10.9.9.9')
    expect(found.fix.text).toMatch(/^Correct the upstream/)
  })

  test('and the Corefile may not be read: says so, and still says the side', () => {
    const corefile = skipped('Not read: you may not get configmaps in kube-system.')
    const found = open('resolution-fails', { answers: known([brokenInCluster(), answer()]), corefile })
    expect(found.side).toBe('ours')
    expect(found.cause).toContain('you may not get configmaps in kube-system')
    expect(stepOf(found, 'corefile')?.state).toBe('skipped')
  })

  test.each(['127.0.0.53:53', '[::1]:5353', '169.254.169.254:53', 'kube-system/kube-dns by port-forward'])(
    'offers no lines that forward to %s, which is nobody in a pod',
    (resolver) => {
      const found = open('resolution-fails', { answers: known([brokenInCluster(), answer({ resolver })]) })
      expect(found.fix.lines).toBeUndefined()
      expect(found.fix.text).toContain('a resolver that knows it')
    },
  )

  test.each(['x.evil {', 'a.b c.example.com', 'a.{}.example.com', 'a..example.com'])(
    'offers no lines for a broken name that a name server made up: %s',
    (name) => {
      const broken = { ...brokenInCluster(), brokenAt: name }
      expect(open('resolution-fails', { answers: known([broken, answer()]) }).fix.lines).toBeUndefined()
    },
  )

  const missing = (vantage: 'cluster' | 'outside') => ({
    ...(vantage === 'cluster' ? inCluster() : answer()),
    verdict: verdict('NXDOMAIN_AT_HOP', 'critical'),
    addresses: [],
    brokenAt: 'erp-vip.dc2.company.com',
  })

  test('everywhere behind the target: the side of the zone', () => {
    const found = open('resolution-fails', { answers: known([missing('cluster'), missing('outside')]) })
    expect(found).toMatchObject({ certainty: 'found', side: 'provider' })
    expect(found.cause).toContain('the same from the cluster and from outside')
  })

  test('with the cluster alone to ask: whose side is undecided', () => {
    const found = open('resolution-fails', { answers: known([missing('cluster')]) })
    expect(found.side).toBe('unknown')
    expect(stepOf(found, 'outside-dns')).toMatchObject({ state: 'skipped' })
    expect(stepOf(found, 'outside-dns')?.detail).toContain('SIGNPOST_RESOLVERS')
  })

  test('without a reason from every resolver: the zone, and its owner is to be told', () => {
    const silent = (vantage: 'cluster' | 'outside') => ({
      ...missing(vantage),
      verdict: verdict('SERVFAIL_UNKNOWN', 'critical'),
    })
    const found = open('resolution-fails', { answers: known([silent('cluster'), silent('outside')]) })
    expect(found.side).toBe('provider')
    expect(found.fix.text).toContain('Tell whoever runs the zone')
    expect(open('resolution-fails', { answers: known([silent('cluster')]) }).side).toBe('unknown')
  })

  test('outside alone: pods are not affected, so that is not their cause', () => {
    expect(open('resolution-fails', { answers: known([inCluster(), missing('outside')]) }).certainty).toBe('none')
  })

  const origin = (vantage: 'cluster' | 'outside') => ({
    ...missing(vantage),
    verdict: verdict('NXDOMAIN_ORIGIN', 'critical'),
    brokenAt: target,
  })

  test('a target that never was may be misspelt here; one that was is gone there', () => {
    const answers = known([origin('cluster'), origin('outside')])
    expect(open('resolution-fails', { answers }).side).toBe('unknown')
    expect(open('resolution-fails', { answers, history: [flip()] }).side).toBe('provider')
  })

  test('a silent DNS of the cluster says nothing about the name', () => {
    const silent = inCluster({ verdict: verdict('TIMEOUT', 'unknown'), addresses: [], hops: [] })
    const found = open('resolution-fails', { answers: known([silent, answer()]) })
    expect(found).toMatchObject({
      certainty: 'possible',
      severity: 'unknown',
      issue: "The cluster's DNS does not answer.",
    })
  })

  test('a refusal from every resolver points at the zone, one from the cluster alone at its upstream', () => {
    const refused = (vantage: 'cluster' | 'outside') => ({
      ...missing(vantage),
      verdict: verdict('REFUSED', 'unknown'),
    })
    const everywhere = open('resolution-fails', { answers: known([refused('cluster'), refused('outside')]) })
    expect(everywhere).toMatchObject({ certainty: 'possible', side: 'provider', severity: 'unknown' })
    const alone = open('resolution-fails', { answers: known([refused('cluster'), answer()]) })
    expect(alone).toMatchObject({ certainty: 'possible', side: 'unknown' })
    expect(alone.cause).toContain('its upstream')
  })

  test.each([
    ['10.0.0.1', 'address 10.0.0.1', 'EndpointSlice'],
    [`${'a'.repeat(64)}.example.com`, 'DNS cannot carry it', ''],
    ['db.shop.svc', 'lacks the cluster domain', ''],
    ['erp.finance.svc.cluster.local', 'points at itself', ''],
  ])('the target %s can never work, and why', (name, cause, lines) => {
    const service = { ...facts().service, externalName: name, target: name }
    const found = open('resolution-fails', { service, answers: known([]) })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(found.cause).toContain(cause)
    expect(linesOf(found)).toContain(lines)
    expect(stepOf(found, 'name')?.state).toBe('critical')
  })

  test.each([
    [{ kind: 'missing-service' as const }, 'deleted or renamed'],
    [{ kind: 'no-ready-endpoint' as const, type: 'ClusterIP', total: 2 }, 'No pod behind the Service is ready'],
  ])('the Service of the cluster that it leads to does not answer: %j', (end, cause) => {
    const name = 'db.shop.svc.cluster.local'
    const steps = [{ namespace: 'shop', service: 'db', type: 'ClusterIP' }]
    const service = { ...facts().service, externalName: name, target: name }
    const found = open('connection-times-out', { service, inCluster: { steps, end, brokenAt: name } })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours', severity: 'critical' })
    expect(found.cause).toContain(cause)
    expect(stepOf(found, 'name')?.state).toBe('critical')
  })

  test('a policy that shuts lookups out, with the one that lets them', () => {
    const found = open('resolution-fails', { egress: withPolicies(policy()) })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours', severity: 'critical' })
    expect(found.issue).toContain("the cluster's DNS at 53/UDP")
    expect(parse(linesOf(found))).toMatchObject({
      kind: 'NetworkPolicy',
      metadata: { namespace: 'finance' },
      spec: {
        podSelector: {},
        egress: [
          {
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
        ],
      },
    })
  })

  test('a pod that gets the alias and no address', () => {
    const lookup = { name: 'erp', asked: [{ name: 'erp.finance.svc.cluster.local', outcome: 'alias-only' as const }] }
    const podLookup = known({ ...lookup, unaskedCount: 0, addresses: [], problem: null })
    const found = open('resolution-fails', { podLookup })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(stepOf(found, 'as-pod')?.state).toBe('critical')
  })
})

describe('a connection times out', () => {
  test('because a policy leaves out the address: names it, and allows address and port', () => {
    const found = open('connection-times-out', { egress: withPolicies(dnsOnly) })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(found.issue).toContain('10.40.8.21:8443')
    expect(parse(linesOf(found)).spec.egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.40.8.21/32' } }], ports: [{ protocol: 'TCP', port: 8443 }] },
    ])
  })

  test('at an address that an exception of a block leaves out', () => {
    const block = { kind: 'block' as const, cidr: '0.0.0.0/0', except: ['10.40.0.0/16'] }
    const found = open('connection-times-out', {
      egress: withPolicies(policy({ rules: [{ to: [block], ports: [] }] })),
    })
    expect(found.issue).toContain('10.40.8.21:8443')
  })

  test('at one of more addresses than are judged: undecided, with how many were', () => {
    const block = { kind: 'block' as const, cidr: '10.40.0.0/16', except: [] }
    const egress = withPolicies(policy({ rules: [{ to: [block], ports: [] }] }))
    const step = (count: number) => {
      const addresses = Array.from({ length: count }, (_, index) => `10.40.8.${index + 1}`)
      return stepOf(open('connection-times-out', { egress, answers: known([answer({ addresses })]) }), 'egress-target')
    }
    expect(step(20)?.state).toBe('ok')
    expect(step(57)).toMatchObject({ state: 'unknown', detail: expect.stringContaining('20 of 57 addresses judged.') })
  })

  test('for some pods only: possible, until the labels of the client decide', () => {
    const pods = { matchLabels: { app: 'web' }, matchExpressions: [] }
    const egress = withPolicies({ ...dnsOnly, pods })
    expect(open('connection-times-out', { egress })).toMatchObject({ certainty: 'possible', side: 'ours' })
    const web = { namespace: 'finance', labels: { app: 'web' } }
    const decided = open('connection-times-out', { egress, client: web })
    expect(decided.certainty).toBe('found')
    expect(parse(linesOf(decided)).spec.podSelector).toEqual({ matchLabels: { app: 'web' } })
    expect(open('connection-times-out', { egress, client: { ...web, labels: { app: 'job' } } }).certainty).toBe('none')
  })

  test('though policies allow it: a firewall outside the cluster is possible, and the side undecided', () => {
    const found = open('connection-times-out', { probe: probed({ tcp: 'timeout' }) })
    expect(found).toMatchObject({ certainty: 'possible', side: 'unknown', severity: 'critical' })
    expect(found.cause).toContain('a firewall outside the cluster')
    expect(found.evidence.join(' ')).toContain('not in the cluster')
  })

  test('a port that refuses is the side of the target', () => {
    const found = open('connection-times-out', { probe: probed({ tcp: 'refused' }) })
    expect(found).toMatchObject({ certainty: 'found', side: 'provider' })
  })

  test('without a probe and without a fault: undecided, naming what was not seen and why', () => {
    const found = open('connection-times-out')
    expect(found).toMatchObject({ certainty: 'none', severity: 'unknown' })
    expect(found.cause).toContain('Probing is off')
  })

  test('policies that may not be read are a skipped step, not an absence of policies', () => {
    const egress = skipped('Not read: you may not list networkpolicies in finance.')
    const found = open('connection-times-out', { egress, probe: probed({ tcp: 'timeout' }) })
    expect(stepOf(found, 'egress-target')).toMatchObject({ state: 'skipped' })
    expect(found.cause).not.toContain('NetworkPolicies allow it')
    expect(found.evidence.join(' ')).toContain('list networkpolicies in finance')
  })

  test('without any port that somebody named, policies stay undecided', () => {
    const service = { ...facts().service, ports: [] }
    const found = open('connection-times-out', { service, egress: withPolicies(dnsOnly) })
    expect(stepOf(found, 'egress-target')).toMatchObject({ state: 'unknown' })
    expect(stepOf(found, 'egress-target')?.detail).toContain('which port')
  })
})

describe('TLS errors', () => {
  test('a certificate for the target alone: our clients ask for another name, and the ConfigMap that says the right one', () => {
    const found = open('tls-errors', { probe: probed({ tcp: 'ok', covers: [target] }) })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(parse(linesOf(found)).data).toEqual({
      API_HOST: 'erp.finance.svc.cluster.local',
      API_TLS_SERVER_NAME: target,
    })
  })

  test('a certificate for somebody else', () => {
    const found = open('tls-errors', { probe: probed({ tcp: 'ok', covers: ['other.example.com'] }) })
    expect(found).toMatchObject({ certainty: 'found', severity: 'critical', side: 'unknown' })
    expect(stepOf(found, 'tls')?.title).toBe('The certificate is for another name')
  })

  test('an ended certificate is the side of the target', () => {
    const probe = probed({ tcp: 'ok', covers: [target], notAfter: '2026-11-01T00:00:00.000Z' })
    expect(open('tls-errors', { probe })).toMatchObject({ certainty: 'found', side: 'provider' })
  })

  test('without a probe: what an alias does to TLS, labelled as assumed', () => {
    const found = open('tls-errors')
    expect(found).toMatchObject({ certainty: 'possible', side: 'ours', severity: 'unknown' })
    expect(found.cause).toContain('Assumed')
    expect(linesOf(found)).toContain('API_TLS_SERVER_NAME')
  })
})

describe('intermittent failures', () => {
  test('what came and went while the console watched, with times, and the part of the client', () => {
    const found = open('intermittent-failures', {
      history: [flip(), flip({ code: 'OK', previousCode: 'NXDOMAIN_ORIGIN' })],
    })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours', severity: 'warning' })
    expect(found.evidence[0]).toContain('2026-11-24T12:40:00.000Z')
    expect(found.fix.text).toContain('retry')
    expect(stepOf(found, 'ttl')?.state).toBe('warning')
  })

  test('the first answer after the start is no change', () => {
    expect(open('intermittent-failures', { history: [flip({ previousCode: 'NOT_ASKED' })] }).certainty).not.toBe(
      'found',
    )
  })

  test('failures in the log of the cluster DNS, though it answers now', () => {
    const line = `2026-11-24T13:47:11.1Z [ERROR] plugin/errors: 2 erp-vip.dc2.company.com. A: read udp: i/o timeout`
    const found = open('intermittent-failures', {
      log: known([{ pod: 'coredns-0', lines: [line, 'unrelated.test.'] }]),
    })
    expect(found).toMatchObject({ certainty: 'possible', side: 'ours' })
    expect(found.log).toEqual([
      { pod: 'coredns-0', lines: [{ at: '2026-11-24T13:47:11.1Z', text: line.slice(23), isError: true }] },
    ])
    expect(stepOf(found, 'coredns-log')?.state).toBe('warning')
  })

  test('a line of the log that has only an address of the target, or part of its name, is not about it', () => {
    const lines = [
      '[ERROR] plugin/errors: 2 other.test. A: read udp 10.40.8.21:5->10.0.0.2:53: i/o timeout',
      `[ERROR] x${target}. A: i/o timeout`,
    ]
    expect(open('intermittent-failures', { log: known([{ pod: 'coredns-0', lines }]) }).log).toEqual([])
  })

  test('several addresses: clients choose among them, and which fails is undecided', () => {
    const addresses = ['203.0.113.1', '203.0.113.2']
    const found = open('intermittent-failures', { answers: known([inCluster({ addresses }), answer({ addresses })]) })
    expect(found).toMatchObject({ certainty: 'possible', side: 'unknown', severity: 'info' })
    expect(found.issue).toContain('choose among 2 addresses')
  })
})

describe('a failure without a reason', () => {
  const failing = inCluster({
    verdict: verdict('SERVFAIL_UNKNOWN', 'critical'),
    ...{ addresses: [], brokenAt: target },
  })
  const line = `2026-11-24T12:59:58Z [ERROR] plugin/errors: 2 ${target}. A: read udp 10.244.0.5:53->10.0.0.2:53: i/o timeout`

  test('has the one that CoreDNS logged, and its upstream to look at', () => {
    const log = known([{ pod: 'coredns-0', lines: [line] }])
    const found = open('resolution-fails', { answers: known([failing]), log })
    expect(found.cause).toBe('CoreDNS waited in vain for an answer from its upstream, 10.0.0.2.')
    expect(found.evidence.join(' ')).toContain('i/o timeout')
    expect(found.fix.text).toContain('10.0.0.2')
  })

  test('is sent to the log where that was not read', () => {
    const found = open('resolution-fails', { answers: known([failing]), log: skipped('no') })
    expect(found.fix.text).toContain('log')
  })
})

describe('what else is wrong', () => {
  test('is told where it does not explain the symptom, and is not called fine', () => {
    const found = open('resolution-fails', { egress: withPolicies(dnsOnly) })
    expect(found).toMatchObject({ certainty: 'none', severity: 'warning' })
    expect(found.cause).toContain('egress policies do not let connections out')
    expect(found.fix.text).toContain('connections')
  })
})

describe("the cluster's DNS", () => {
  const silent = {
    answers: known([
      inCluster({ verdict: { code: 'TIMEOUT', severity: 'unknown', summary: 'No answer.', notes: [] }, addresses: [] }),
    ]),
  }

  test('is found to be down when it is silent and none of its pods is ready', () => {
    const found = open('resolution-fails', { ...silent, dnsPods: known({ ready: 0, total: 2 }) })
    expect(found).toMatchObject({ certainty: 'found', severity: 'critical', side: 'ours' })
    expect(found.evidence.join(' ')).toContain('None of its 2 pods is ready')
  })

  test('is only possibly down while some of its pods are ready, or they may not be listed', () => {
    const some = open('resolution-fails', { ...silent, dnsPods: known({ ready: 1, total: 2 }) })
    expect(some).toMatchObject({ certainty: 'possible', severity: 'unknown' })
    expect(some.evidence.join(' ')).toContain('1 of its 2 pods is ready')
    expect(open('resolution-fails', { ...silent, dnsPods: skipped('no') })).toMatchObject({ certainty: 'possible' })
  })
})

describe('every case', () => {
  test.each(symptoms)('has all steps in their order, and a fix: %s', (symptom) => {
    const found = open(symptom)
    expect(found.steps.map(({ code }) => code)).toEqual([
      ...['name', 'service', 'served', 'cluster-dns', 'outside-dns', 'as-pod', 'corefile'],
      ...['egress-dns', 'egress-target', 'tcp', 'tls', 'ttl', 'coredns-log'],
    ])
    expect(found.fix.text).not.toBe('')
    expect(found.steps.filter(({ state }) => state === 'critical' || state === 'warning')).toEqual([])
  })

  test.each(symptoms)('says what is true of nothing at all without throwing: %s', (symptom) => {
    const none = skipped('Not asked.')
    const failed = { kind: 'failed' as const, why: 'There was no answer.', elapsedMs: 20_000 }
    const found = open(symptom, {
      ...{
        serviceRead: failed,
        answers: failed,
        podLookup: none,
        corefile: none,
        egress: none,
        probe: none,
        log: none,
      },
    })
    expect(found.certainty).not.toBe('found')
    expect(found.steps.every(({ state }) => ['ok', 'unknown', 'skipped'].includes(state))).toBe(true)
  })

  test('gives lines to copy in which every value is one shell word', () => {
    const client = { namespace: 'finance', labels: { app: "a'; reboot" } }
    const lines = open('resolution-fails', { context: 'my prod; id', client }).steps.flatMap(({ commands }) => commands)
    expect(lines.length).toBeGreaterThan(8)
    for (const { line } of lines.filter(({ line }) => line.startsWith('kubectl'))) {
      expect(line).toContain("--context 'my prod; id' ")
    }
    expect(lines.map(({ line }) => line)).toContain(
      `kubectl --context 'my prod; id' -n finance run signpost-ask --rm -it --image=busybox:1.36 --restart=Never --labels 'app=a'\\''; reboot' -- nslookup erp`,
    )
    expect(lines.map(({ line }) => line)).toContain('dig @10.10.0.53 erp.legacy.internal.company.com A')
  })

  test('a Service that is gone, or no alias any more, is the cause itself', () => {
    expect(open('tls-errors', { serviceRead: known('gone') })).toMatchObject({
      certainty: 'found',
      severity: 'critical',
    })
    const service = { ...facts().service, type: 'ClusterIP', externalName: null, target: null }
    const found = open('resolution-fails', { service, answers: skipped('The Service has no target.') })
    expect(found).toMatchObject({ certainty: 'found', side: 'ours' })
    expect(found.issue).toContain('no alias any more')
  })

  test('whatever a name server or a log says stays plain text of one line, and is bounded', () => {
    fc.assert(
      fc.property(hostileNames, fc.constantFrom(...symptoms), (name, symptom) => {
        const hops = [{ owner: target, type: 'CNAME' as const, data: name, ttlSeconds: 1, ttlHighestSeconds: 1 }]
        const broken = { ...brokenInCluster(), hops, brokenAt: name }
        const log = known([{ pod: name, lines: [`[ERROR] ${target}. A: ${name}\u202e\u0007`] }])
        const said = JSON.stringify({ ...open(symptom, { answers: known([broken, answer()]), log }), symptom: '' })
        expect(said).not.toMatch(/\\u00[01]|[\u202a-\u202e\u2028\u2029]/)
        expect(said.length).toBeLessThan(60_000)
      }),
      { numRuns: 200 },
    )
  })
})
