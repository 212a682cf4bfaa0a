import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { SilentResolver } from '@/lib/contract/services'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { toRow } from '@/lib/server/inventory/to-row'
import { ConsoleMetrics } from '@/lib/server/metrics/console-metrics'
import { itsDomain } from '../../client/rows'
import { sampleAlias } from '../inventory/sample-alias'
import { sampleAnswer } from '../inventory/sample-answer'
import { samplePurpose } from '../inventory/sample-purpose'
import { sampleProbe } from './sample-probe'

const gone = sampleAnswer({
  verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', summary: 'no such name', notes: [] },
  hops: [],
  addresses: [],
  elapsedMs: 12,
})
const silent = sampleAnswer({
  verdict: { code: 'TIMEOUT', severity: 'unknown', summary: 'no answer', notes: [] },
  hops: [],
  addresses: [],
})
const deadResolver: SilentResolver = {
  vantage: 'outside',
  resolver: '192.0.2.1:53',
  since: '2026-01-02T00:00:00Z',
  why: 'no reply',
  replacedBy: null,
}
const broken: NamespaceAliasPath = {
  steps: [{ namespace: 'shop', service: 'cart', type: 'ClusterIP' }],
  end: { kind: 'no-ready-endpoint', type: 'ClusterIP', total: 2 },
  brokenAt: 'cart.shop.svc.cluster.local',
}
const measured = {
  ...{ heapUsedBytes: 1, heapLimitBytes: 400, residentBytes: 2, memoryLimitBytes: 800 },
  ...{ meanDelayMs: 0, longestDelayMs: 0 },
}
const estate: { name: string; answers: VantageAnswer[]; probe?: ProbeResult; path?: NamespaceAliasPath }[] = [
  { name: 'fine', answers: [sampleAnswer()], probe: sampleProbe() },
  { name: 'gone', answers: [gone], path: broken },
  { name: 'silent', answers: [silent] },
]

function metrics() {
  const rows = estate.map(({ name, answers }) =>
    toRow(sampleAlias({ name, target: `${name}.secret.example` }), {
      clusterDomain: 'cluster.local',
      purpose: samplePurpose,
      finding: null,
      reviewState: null,
      answers,
      group: null,
    }),
  )
  return new ConsoleMetrics({
    rows: () => rows,
    reading: (row) => {
      const { answers = [], probe = null, path = null } = estate.find(({ name }) => name === row.name) ?? {}
      return { row, answers, probe, path }
    },
    clusters: () => [
      {
        status: { ...itsDomain, name: 'one', label: 'one', state: 'live', silentResolvers: [deadResolver] },
        monitor: { watched: 3, asking: 1, onScreen: 0, neverAsked: 2, due: 0 },
        probes: { watched: 5, neverProbed: 4 },
      },
    ],
    prober: () => ({ running: 16, waiting: 7 }),
    streams: () => 4,
    certificateValidUntilMs: () => 1_800_000_000_000,
    load: { causes: () => ['memory'], shed: () => new Map([['memory', 7]]), latest: () => measured },
  })
}

// The second of a pair, and what is looked at once an alert came.
const withoutAlert = [
  ...['signpost_probe_handshake_seconds', 'signpost_http_problems_total', 'signpost_probes_total'],
  ...['signpost_requests_shed_total', 'signpost_heap_limit_bytes', 'signpost_memory_limit_bytes'],
  'signpost_build_info',
]

const textOf = async (of: ConsoleMetrics) => Buffer.concat((await of.read()).pieces).toString()
const lines = async (of: ConsoleMetrics, name: string) =>
  (await textOf(of)).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))

describe('metrics', () => {
  test('say whether each target resolves, and nothing where nobody answers', async () => {
    expect(await lines(metrics(), 'signpost_resolution_success')).toEqual([
      'signpost_resolution_success{cluster="one",namespace="shop",service="fine"} 1',
      'signpost_resolution_success{cluster="one",namespace="shop",service="gone"} 0',
    ])
  })

  test.each([
    ['signpost_probe_success', 1],
    ['signpost_probe_connect_seconds', 0.004],
    ['signpost_probe_handshake_seconds', 0.0125],
    ['signpost_probe_ssl_earliest_cert_expiry', Date.parse('2026-03-01T00:00:00Z') / 1000],
  ])('say %s of what was probed, and nothing of what was not', async (name, value) => {
    expect(await lines(metrics(), name)).toEqual([`${name}{cluster="one",namespace="shop",service="fine"} ${value}`])
  })

  test('say how many ready endpoints stand behind an alias of a Service in its cluster', async () => {
    expect(await lines(metrics(), 'signpost_namespace_alias_ready_endpoints')).toEqual([
      'signpost_namespace_alias_ready_endpoints{cluster="one",namespace="shop",service="gone"} 0',
    ])
  })

  test('say how long each vantage took in seconds', async () => {
    expect(await lines(metrics(), 'signpost_probe_dns_lookup_time_seconds')).toContain(
      'signpost_probe_dns_lookup_time_seconds{cluster="one",namespace="shop",service="gone",vantage="cluster"} 0.012',
    )
  })

  test('name code and severity of every verdict', async () => {
    expect(await lines(metrics(), 'signpost_alias_verdict_info')).toContain(
      'signpost_alias_verdict_info{cluster="one",namespace="shop",service="gone",code="NXDOMAIN_ORIGIN",severity="critical"} 1',
    )
  })

  test('name Services, never targets, addresses or resolvers', async () => {
    const body = await textOf(metrics())
    expect(body).not.toMatch(/secret\.example|203\.0\.113|127\.0\.0\.1|192\.0\.2\./)
  })

  test('tell the state of each watch, the queues of the monitor and the streams', async () => {
    const all = metrics()
    expect(await lines(all, 'signpost_watch_state')).toEqual([
      'signpost_watch_state{cluster="one",state="connecting"} 0',
      'signpost_watch_state{cluster="one",state="live"} 1',
      'signpost_watch_state{cluster="one",state="stale"} 0',
      'signpost_watch_state{cluster="one",state="denied"} 0',
    ])
    expect(await lines(all, 'signpost_monitor_hosts')).toContain(
      'signpost_monitor_hosts{cluster="one",state="neverAsked"} 2',
    )
    expect(await lines(all, 'signpost_event_streams')).toEqual(['signpost_event_streams 4'])
  })

  test('tell how many resolvers are silent, and what is to be probed', async () => {
    const all = metrics()
    expect(await lines(all, 'signpost_silent_resolvers')).toEqual([
      'signpost_silent_resolvers{cluster="one",vantage="cluster"} 0',
      'signpost_silent_resolvers{cluster="one",vantage="outside"} 1',
    ])
    expect(await lines(all, 'signpost_probe_queue')).toEqual([
      'signpost_probe_queue{state="running"} 16',
      'signpost_probe_queue{state="waiting"} 7',
    ])
    expect(await lines(all, 'signpost_probe_endpoints')).toEqual([
      'signpost_probe_endpoints{cluster="one",state="watched"} 5',
      'signpost_probe_endpoints{cluster="one",state="neverProbed"} 4',
    ])
  })

  test('count what resolvers answered and how fast, and not what nobody was asked', async () => {
    const all = metrics()
    all.observe('one', gone)
    all.observe('one', { ...gone, askedAt: null })
    expect(await lines(all, 'signpost_resolver_answers_total')).toEqual([
      'signpost_resolver_answers_total{cluster="one",vantage="cluster",code="NXDOMAIN_ORIGIN"} 1',
    ])
    expect(await lines(all, 'signpost_resolver_answer_seconds_count')).toEqual([
      'signpost_resolver_answer_seconds_count{cluster="one",vantage="cluster"} 1',
    ])
  })

  test('count requests by route and class of status, streams without their time, and sign-ins', async () => {
    const all = metrics()
    const request = { method: 'GET', route: '/api/v1/services', status: 200, seconds: 0.004, code: undefined }
    all.countRequest(request)
    all.countRequest({ ...request, status: 403, code: 'forbidden' })
    all.countRequest({ ...request, route: '/api/v1/events', status: 0 })
    all.countSignIn('refused')
    expect(await lines(all, 'signpost_http_requests_total')).toEqual([
      'signpost_http_requests_total{route="/api/v1/services",method="GET",status="2xx"} 1',
      'signpost_http_requests_total{route="/api/v1/services",method="GET",status="4xx"} 1',
      'signpost_http_requests_total{route="/api/v1/events",method="GET",status="none"} 1',
    ])
    expect(await lines(all, 'signpost_http_request_duration_seconds_count')).toEqual([
      'signpost_http_request_duration_seconds_count{route="/api/v1/services",method="GET"} 2',
    ])
    expect(await lines(all, 'signpost_http_problems_total')).toEqual([
      'signpost_http_problems_total{code="forbidden"} 1',
    ])
    expect(await lines(all, 'signpost_sign_ins_total')).toEqual(['signpost_sign_ins_total{result="refused"} 1'])
  })

  test('count what changes and probes came to, and how steady a watch is', async () => {
    const all = metrics()
    all.countChange('one', 'switch', 'applied')
    all.countChange('one', 'switch', 'refused-stale')
    all.countProbe(sampleProbe())
    all.countProbe({ ...sampleProbe(), tcp: { ok: false, address: null, failed: 'refused', why: 'x' }, tls: null })
    all.countWatchStep('one', 'listed')
    expect(await lines(all, 'signpost_changes_total')).toEqual([
      'signpost_changes_total{cluster="one",kind="switch",outcome="applied"} 1',
      'signpost_changes_total{cluster="one",kind="switch",outcome="refused-stale"} 1',
    ])
    expect(await lines(all, 'signpost_probes_total')).toEqual([
      'signpost_probes_total{outcome="success"} 1',
      'signpost_probes_total{outcome="tcp-refused"} 1',
    ])
    expect(await lines(all, 'signpost_watch_steps_total')).toEqual([
      'signpost_watch_steps_total{cluster="one",step="listed"} 1',
    ])
  })

  test('tell what the process may use, and what it does not answer for lack of it', async () => {
    const all = metrics()
    // Twice, because a counter that is read must not grow by that.
    await textOf(all)
    expect(await lines(all, 'signpost_requests_shed_total')).toEqual([
      'signpost_requests_shed_total{cause="memory"} 7',
      'signpost_requests_shed_total{cause="event-loop"} 0',
    ])
    expect(await lines(all, 'signpost_load_shedding')).toEqual([
      'signpost_load_shedding{cause="memory"} 1',
      'signpost_load_shedding{cause="event-loop"} 0',
    ])
    expect(await lines(all, 'signpost_heap_limit_bytes')).toEqual(['signpost_heap_limit_bytes 400'])
    expect(await lines(all, 'signpost_tls_certificate_expiry_seconds')).toEqual([
      'signpost_tls_certificate_expiry_seconds 1800000000',
    ])
    expect(await lines(all, 'signpost_memory_limit_bytes')).toEqual(['signpost_memory_limit_bytes 800'])
  })

  test('stay few, whatever is asked: codes beyond a hundred share one', async () => {
    const all = metrics()
    const request = { method: 'GET', route: 'other', status: 404, seconds: 0 }
    for (let at = 0; at < 150; at += 1) all.countRequest({ ...request, code: `made-up-${at}` })
    const codes = await lines(all, 'signpost_http_problems_total')
    expect(codes).toHaveLength(101)
    expect(codes.at(-1)).toBe('signpost_http_problems_total{code="other"} 50')
  })

  test('are the same when read twice', async () => {
    const all = metrics()
    const names = ['signpost_resolution_success', 'signpost_watch_state', 'signpost_probe_queue']
    const read = async () => Promise.all(names.map((name) => lines(all, name)))
    expect(await read()).toEqual(await read())
  })

  test('are all in docs/metrics.md, each with its kind and labels, and no other is', async () => {
    const body = await textOf(metrics())
    const kinds = [...body.matchAll(/^# TYPE (signpost_\w+) (\w+)$/gm)].map(([, name, kind]) => `${name} ${kind}`)
    const text = await readFile('docs/metrics.md', 'utf8')
    const rows = [...text.matchAll(/^\| `(signpost_\w+)` \| (\w+) \| (.*?) \|/gm)]
    expect(rows.map(([, name, kind]) => `${name} ${kind}`).sort()).toEqual(kinds.sort())
    const alerts = [...text.matchAll(/^ +expr: .*?\b(signpost_\w+?)(?:_bucket)?[^\w].*$/gm)].map(([, name]) => name)
    expect(new Set(rows.map(([, name]) => name)), 'an alert for each but those that say why').toEqual(
      new Set([...alerts, ...withoutAlert]),
    )
    const documented = new Map(rows.map(([, name, , labels]) => [name, labels?.match(/\w+/g) ?? []]))
    for (const [, name = '', labels = ''] of body.matchAll(/^(signpost_\w+?)(?:_bucket|_sum|_count)?\{(.*)\} /gm)) {
      const said = [...labels.matchAll(/(\w+)="/g)].flatMap(([, label]) => (label === 'le' ? [] : (label ?? [])))
      expect(said, name).toEqual(documented.get(name))
    }
  })
})
