import { describe, expect, it } from 'vitest'
import { type FlowDiagramInput, flowDiagram } from '@/lib/domain/diagram/flow-diagram'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { answer, brokenInCluster, hop, resolution, target, verdict } from './sample-resolution'

function flow(vantages: VantageAnswer[], change: Partial<FlowDiagramInput> = {}): string {
  return flowDiagram({
    cluster: 'prod-use1',
    namespace: 'finance',
    name: 'erp',
    type: 'ExternalName',
    target,
    namedBy: { items: [], total: 0 },
    resolution: resolution(...vantages),
    behind: [],
    ...change,
  })
}

describe('flowDiagram', () => {
  it('draws one path when both vantages agree', () => {
    const source = flow([answer({ vantage: 'cluster' }), answer()])
    expect(source.match(/erp-vip\.dc2\.company\.com<br/g)).toHaveLength(1)
    expect(source).not.toContain('|"cluster"|')
  })

  it('parts where the vantages part and says which edge is whose', () => {
    const source = flow([brokenInCluster(), answer()])
    expect(source).toContain('"erp-vip.dc2.company.com<br/>hop 3 · SERVFAIL, upstream"]:::bad')
    expect(source).toContain('"erp-vip.dc2.company.com<br/>hop 3 · A · 10.40.8.21 · 60 s"]:::terminal')
    expect(source).toMatch(/n2 broken2@--x\|"cluster"\| n3/)
    expect(source).toMatch(/n2 leads3@-->\|"outside"\| n4/)
  })

  it('shows private and public answers of one name apart', () => {
    const split = {
      ...verdict('OK', 'ok'),
      notes: [{ code: 'SPLIT_HORIZON', severity: 'info' as const, evidence: '' }],
    }
    const source = flow([answer({ vantage: 'cluster', verdict: split }), answer({ verdict: split })])
    expect(source.match(/erp-vip\.dc2\.company\.com<br/g)).toHaveLength(2)
  })

  it('leads a loop back to the name that repeats', () => {
    const hops = [hop(target, 'CNAME', 'a.example.com'), hop('a.example.com', 'CNAME', target)]
    const source = flow([answer({ verdict: verdict('CNAME_LOOP', 'critical'), hops, addresses: [] })])
    expect(source).toContain('n2 broken2@--x|"again"| n1')
  })

  it('shows who names the alias, three at most, and how many more there are', () => {
    const items = ['api', 'report', 'web', 'worker'].map((name) => ({ kind: 'Deployment', namespace: 'shop', name }))
    const few = flow([answer()], { namedBy: { items: items.slice(0, 3), total: 3 } })
    expect(few.match(/:::client$/gm)).toHaveLength(3)
    expect(few).toContain('"Deployment api<br/>in shop"]:::client')
    expect(few).toMatch(/n0 leads0@--> n3/)
    const many = flow([answer()], { namedBy: { items, total: 4 } })
    expect(many).toContain('"2 more<br/>name it, too"]:::client')
    expect(many).toContain('It is named by Deployment api in shop, Deployment report in shop')
  })

  it('marks a silent resolver as unknown, never as broken', () => {
    const silent = answer({ verdict: verdict('TIMEOUT', 'unknown'), hops: [], addresses: [] })
    expect(flow([silent])).toMatch(/no answer"\]:::out\nn0 silent0@-\.-> n1/)
  })

  it('says that nothing was asked of an address', () => {
    const literal = answer({ verdict: verdict('IP_LITERAL', 'critical'), hops: [], addresses: [] })
    expect(flow([literal], { target: '192.168.1.100' })).toContain('192.168.1.100<br/>hop 1 · an address, not a name')
  })

  it('names the target before the first answer', () => {
    const source = flow([answer({ verdict: verdict('NOT_ASKED', 'unknown'), hops: [], addresses: [] })])
    expect(source).toContain(`"${target}<br/>nothing asked yet"]:::out`)
  })

  it('draws the Service alone when it was migrated away', () => {
    const source = flow([], { type: 'ClusterIP', target: null })
    expect(source).toContain('ClusterIP Service in finance')
    expect(source).not.toContain('-->')
  })
})
