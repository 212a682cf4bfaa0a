import { describe, expect, test } from 'vitest'
import { toRow } from '@/lib/server/inventory/to-row'
import { ConsoleMetrics } from '@/lib/server/metrics/console-metrics'
import { sampleAlias } from '../inventory/sample-alias'
import { sampleAnswer } from '../inventory/sample-answer'
import { samplePurpose } from '../inventory/sample-purpose'

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
const estate = [
  { name: 'fine', answers: [sampleAnswer()] },
  { name: 'gone', answers: [gone] },
  { name: 'silent', answers: [silent] },
]

function metrics() {
  const rows = estate.map(({ name, answers }) =>
    toRow(sampleAlias({ name, target: `${name}.secret.example` }), {
      clusterDomain: 'cluster.local',
      purpose: samplePurpose,
      findingSeverity: null,
      answers,
      group: null,
    }),
  )
  return new ConsoleMetrics({
    rows: () => rows,
    answers: (row) => estate.find(({ name }) => name === row.name)?.answers ?? [],
    clusters: () => [
      {
        status: { name: 'one', label: 'one', state: 'live' },
        monitor: { watched: 3, asking: 1, onScreen: 0, neverAsked: 2, due: 0 },
      },
    ],
    streams: () => 4,
  })
}

const lines = async (of: ConsoleMetrics, name: string) =>
  (await of.read()).body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))

describe('metrics', () => {
  test('say whether each target resolves, and nothing where nobody answers', async () => {
    expect(await lines(metrics(), 'signpost_probe_success')).toEqual([
      'signpost_probe_success{cluster="one",namespace="shop",service="fine"} 1',
      'signpost_probe_success{cluster="one",namespace="shop",service="gone"} 0',
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
    const { body } = await metrics().read()
    expect(body).not.toMatch(/secret\.example|203\.0\.113|127\.0\.0\.1/)
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

  test('are the same when read twice', async () => {
    const all = metrics()
    expect(await lines(all, 'signpost_probe_success')).toEqual(await lines(all, 'signpost_probe_success'))
  })
})
