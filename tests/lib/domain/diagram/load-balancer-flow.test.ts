import { describe, expect, it } from 'vitest'
import { flowDiagram } from '@/lib/domain/diagram/flow-diagram'
import type { LoadBalancerBehind } from '@/lib/domain/diagram/load-balancer-flow'
import { answer, brokenInCluster, resolution, target } from './sample-resolution'

const behind: LoadBalancerBehind = {
  ...{ cluster: 'dc2', namespace: 'erp', name: 'erp-web', by: '10.40.8.21', isCertain: true },
  ...{ ready: 2, total: 3 },
}

function flow(vantages: Parameters<typeof resolution>, change: Partial<LoadBalancerBehind> = {}): string {
  return flowDiagram({
    ...{ cluster: 'prod', namespace: 'finance', name: 'erp', type: 'ExternalName', target },
    namedBy: { items: [], total: 0 },
    resolution: resolution(...vantages),
    behind: [{ ...behind, ...change }],
  })
}

describe('a target that another cluster publishes', () => {
  it('is drawn on into that cluster: its load balancer, and the Pods behind', () => {
    const source = flow([answer({ vantage: 'cluster' }), answer()])
    expect(source).toContain(
      [
        'subgraph s1["cluster dc2"]',
        'direction LR',
        'n4["erp-web<br/>LoadBalancer in erp"]:::host',
        'n5["2 of 3 Pods ready<br/>behind that Service"]:::terminal',
        'n4 leads3@--> n5',
        'end',
        'n3 leads4@--> s1',
      ].join('\n'),
    )
    expect(source).toContain('It ends at the load balancer of Service erp-web in erp of cluster dc2')
  })

  it('is drawn from the vantage alone that comes to it', () => {
    const source = flow([brokenInCluster(), answer()])
    expect(source.match(/ s1$/gm)).toHaveLength(1)
    expect(source).toMatch(/^n4 leads\d+@--> s1$/m)
  })

  it('says where no Pod is ready, and that it is not known where it may not be read', () => {
    expect(flow([answer()], { ready: 0 })).toMatch(/"0 of 3 Pods ready<br\/>nothing answers"\]:::bad\nn\d broken\d@--x/)
    expect(flow([answer()], { ready: 0, total: 0 })).toContain('"no Pod<br/>nothing answers"]:::bad')
    expect(flow([answer()], { ready: null, total: null })).toMatch(
      /"Pods<br\/>not known[^"]*"\]:::out\nn\d silent\d@-\.->/,
    )
  })

  it('is dotted where another network may have the same address', () => {
    const source = flow([answer()], { isCertain: false })
    expect(source).toMatch(/silent\d@-\.-> s1$/m)
    expect(source).toContain('It may end at the load balancer')
  })

  it('is left out where no way comes to it any more', () => {
    expect(flow([answer()], { by: '192.0.2.1' })).not.toContain('subgraph s1')
  })
})
