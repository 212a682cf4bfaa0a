import { describe, expect, test } from 'vitest'
import type { AliasEnd } from '@/lib/domain/alias/follow-namespace-alias'
import { toRow } from '@/lib/server/inventory/to-row'
import { type AliasReading, writeAliasSeries } from '@/lib/server/metrics/alias-series'
import { sampleAlias } from '../inventory/sample-alias'
import { sampleAnswer } from '../inventory/sample-answer'
import { samplePurpose } from '../inventory/sample-purpose'
import { sampleProbe, sampleSession } from './sample-probe'

function reading(overrides: Partial<AliasReading> = {}, name = 'orders'): AliasReading {
  const answers = [sampleAnswer()]
  const facts = {
    clusterDomain: 'cluster.local',
    purpose: samplePurpose,
    finding: null,
    reviewState: null,
    answers,
    group: null,
  }
  return { row: toRow(sampleAlias({ name }), facts), answers, probe: null, path: null, ...overrides }
}

async function valuesOf(of: AliasReading, name: string): Promise<string[]> {
  const text = Buffer.concat(await writeAliasSeries([of])).toString()
  return text.split('\n').flatMap((line) => (line.startsWith(`${name}{`) ? (line.split('} ')[1] ?? '') : []))
}

describe('the series of aliases', () => {
  test.each<[string[], AliasEnd]>([
    [['3'], { kind: 'ready', type: 'ClusterIP', ready: 3 }],
    [['0'], { kind: 'no-ready-endpoint', type: 'ClusterIP', total: null }],
    [['0'], { kind: 'missing-service' }],
    [['0'], { kind: 'missing-pod', podName: 'db-0' }],
    [[], { kind: 'outside', target: 'db.example.com' }],
    [[], { kind: 'loop' }],
    [[], { kind: 'unknown', what: 'endpoints' }],
  ])('count %j ready endpoints at the end %o', async (expected, end) => {
    const path = { steps: [], end, brokenAt: null }
    expect(await valuesOf(reading({ path }), 'signpost_namespace_alias_ready_endpoints')).toEqual(expected)
  })

  test('say no end of a certificate whose dates cannot be read', async () => {
    const { certificate } = sampleSession
    if (certificate === null) throw new Error('the sample has a certificate')
    const tls = { ...sampleSession, ok: true as const, certificate: { ...certificate, notAfter: null, chain: [] } }
    const probe = sampleProbe({ tls })
    expect(await valuesOf(reading({ probe }), 'signpost_probe_ssl_earliest_cert_expiry')).toEqual([])
  })

  test('cannot be broken out of by what a name says', async () => {
    const text = Buffer.concat(await writeAliasSeries([reading({}, 'a"} 1\n\\b')])).toString()
    expect(text).toContain('service="a\\"} 1\\n\\\\b"')
  })

  test('of ten thousand aliases let the console answer others while they are written', async () => {
    const readings = Array.from({ length: 10_000 }, (_, index) => reading({}, `alias-${index}`))
    let turns = 0
    let isWriting = true
    const turn = () => {
      turns += 1
      if (isWriting) setImmediate(turn)
    }
    setImmediate(turn)
    const pieces = await writeAliasSeries(readings)
    isWriting = false
    expect(turns).toBeGreaterThan(30)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000)
    expect(
      Buffer.concat(pieces)
        .toString()
        .match(/^signpost_alias_verdict_info\{/gm),
    ).toHaveLength(10_000)
  })
})
