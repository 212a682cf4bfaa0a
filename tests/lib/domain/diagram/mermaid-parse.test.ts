// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { changeFlowDiagram } from '@/lib/domain/diagram/change-flow-diagram'
import { flowDiagram } from '@/lib/domain/diagram/flow-diagram'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import { answer, hop, verdict } from './sample-resolution'
import { seenConnection } from './seen-connection'

const pieces = fc.constantFrom(
  '"]; click n0 "javascript:alert(1)"',
  '%%{init: {"securityLevel":"loose"}}%%',
  '<img src=x onerror=alert(1)>',
  '\nend\n',
  'end',
  'style n0 fill:#f00;',
  'classDef x fill:#f00;',
  '---\ntitle: x\n---\n',
  'link n0: x @ https://evil.example',
  'wrap:',
  '#quot;',
  'A->>B: x',
  '`**b**`',
  '\u202Eabc',
  '$$\\frac$$',
  ';',
  '<br/>',
  'fa:fa-car',
  'accDescr {',
  '@{ shape: x }',
)
const hostile = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '')

function hostileResolution(name: string, next: string): Resolution {
  const hops = [hop(name, 'CNAME', next), hop(next, 'A', '203.0.113.7')]
  return {
    serviceName: `${name}.ns.svc.cluster.local`,
    target: name,
    vantages: [
      answer({
        vantage: 'cluster',
        resolver: next,
        hops: hops.slice(0, 1),
        addresses: [],
        verdict: verdict('NXDOMAIN_AT_HOP', 'critical'),
        brokenAt: next,
      }),
      answer({ hops, addresses: [next] }),
    ],
  }
}

function refusedAt(address: string, problem: string) {
  return seenConnection({ address, problem, handshakeMs: null, certificate: null })
}

async function linesOf(source: string): Promise<number> {
  await mermaid.parse(source)
  return source.split('\n').length
}

describe('a diagram of hostile names', () => {
  it('parses as a flow of the same shape, without clicks, links or styles', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, next) => {
        fc.pre(name.toLowerCase() !== next.toLowerCase())
        const source = flowDiagram({
          cluster: next,
          namespace: next,
          name,
          type: 'ExternalName',
          target: name,
          namedBy: { items: [{ kind: next, namespace: name, name: next }], total: 2 },
          resolution: hostileResolution(name, next),
          behind: [{ cluster: name, namespace: next, name: next, by: name, isCertain: false, ready: 1, total: 1 }],
        })
        await mermaid.parse(source)
        expect(source).not.toMatch(/^\s*(click|link|links|href|style|linkStyle|classDef|%%\{)/m)
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(source)
        expect(JSON.stringify(db)).not.toContain('"link":')
        expect(JSON.stringify(db)).not.toContain('"haveCallback":true')
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('parses as a sequence with as many lines as a harmless one', async () => {
    const harmless = hostileResolution('a.example.com', 'b.example.com')
    const expected = await linesOf(
      sequenceDiagram({
        serviceName: harmless.serviceName,
        target: 'a.example.com',
        resolution: harmless,
        connection: refusedAt('b.example.com', 'refused'),
      }),
    )
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, next) => {
        fc.pre(name.toLowerCase() !== next.toLowerCase() && ![name, next].some((each) => each.endsWith('.')))
        const resolution = hostileResolution(name, next)
        const connection = refusedAt(next, name)
        const source = sequenceDiagram({ serviceName: resolution.serviceName, target: name, resolution, connection })
        expect(await linesOf(source)).toBe(expected)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('parses as the flow of a change', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (blue, green) => {
        const source = changeFlowDiagram({
          cluster: blue,
          namespace: green,
          name: blue,
          target: green,
          lanes: { blue, green },
          addresses: [blue, green],
        })
        await mermaid.parse(source)
        expect(source).not.toMatch(/^\s*(click|link|style|%%\{)/m)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
