import { describe, expect, it } from 'vitest'
import { downwardHeight } from '@/components/diagram/downward-height'
import { estimateHeight } from '@/components/diagram/estimate-height'

const flow = (...lines: string[]) =>
  ['flowchart TB', 'subgraph s0["cluster"]', 'n0["db<br/>Service in shop"]:::alias', 'end', ...lines, ''].join('\n')
const plain = (...lines: string[]) => ['flowchart TB', ...lines, ''].join('\n')
const host = (node: number) => `n${node}["host-${node}.example<br/>hop ${node} · CNAME"]:::host`

const clients = (count: number, ...lines: string[]) => {
  const nodes = Array.from({ length: count }, (_, at) => [
    `n${at + 90}["Deployment api<br/>in shop"]:::client`,
    `n${at + 90} leads${at + 90}@--> n0`,
  ])
  return flow(...lines).replace(
    'end\n',
    `end\n${nodes
      .flat()
      .map((line) => `${line}\n`)
      .join('')}`,
  )
}

const longChain = Array.from({ length: 17 }, (_, at) => [host(at + 1), `n${at} leads${at}@--> n${at + 1}`]).flat()

// Heights of the pictures that Mermaid drew of such sources in the browser.
describe('the height of a flowchart from top to bottom', () => {
  it.each([
    ['two nodes', 162.9, plain('n0["db<br/>Service"]:::alias', host(1), 'n0 leads0@--> n1')],
    ['an alias in its cluster and its host', 214.9, flow(host(1), 'n0 leads0@--> n1')],
    ['a chain of two hops', 309.85, flow(host(1), 'n0 leads0@--> n1', host(2), 'n1 leads1@--> n2')],
    [
      'a chain that leads back into itself',
      404.8,
      flow(
        host(1),
        'n0 leads0@--> n1',
        host(2),
        'n1 leads1@--> n2',
        host(3),
        'n2 leads2@--> n3',
        'n3 broken3@--x|"again"| n1',
      ),
    ],
    ['seventeen hops', 1734.1, flow(...longChain)],
    [
      'two vantages that see different things',
      234.9,
      flow(host(1), 'n0 leads0@-->|"cluster"| n1', host(2), 'n0 broken1@--x|"outside"| n2'),
    ],
    ['a name that leads to itself', 323.15, flow(host(1), 'n0 leads0@--> n1', 'n1 broken1@--x|"again"| n1')],
    [
      'an alias, its host, and a load balancer in another cluster',
      506.8,
      flow(
        host(1),
        'n0 leads0@--> n1',
        'subgraph s1["cluster west"]',
        'direction TB',
        'n2["api<br/>LoadBalancer in shop"]:::host',
        'n3["3 of 3 Pods ready<br/>behind that Service"]:::terminal',
        'n2 leads1@--> n3',
        'end',
        'n1 leads2@--> s1',
      ),
    ],
    ['three clients before an alias and its host', 310.85, clients(3, host(1), 'n0 leads0@--> n1')],
    [
      'a client before an alias that leads to itself',
      419.1,
      clients(1, host(1), 'n0 leads0@--> n1', 'n1 broken1@--x|"again"| n1'),
    ],
    [
      'people before a host without an address',
      243.9,
      plain(
        'n0["prod<br/>1 team"]:::people',
        'n1["1 alias"]:::people',
        'n0 leads0@--> n1',
        host(2),
        'n1 leads1@--> n2',
      ),
    ],
    [
      'people before a host and its address',
      322.9,
      plain(
        'n0["prod<br/>1 team"]:::people',
        'n1["1 alias"]:::people',
        'n0 leads0@--> n1',
        host(2),
        'n3["203.0.113.83"]:::terminal',
        'n2 leads1@--> n3',
        'n1 leads2@--> n2',
      ),
    ],
    [
      'people before a host that views tell apart, one of them longer',
      437.85,
      plain(
        'n0["prod<br/>1 team"]:::people',
        'n1["1 alias"]:::people',
        'n0 leads0@--> n1',
        host(2),
        host(3),
        'n2 leads1@-->|"prod"| n3',
        'n4["10.40.0.12"]:::terminal',
        'n3 leads2@--> n4',
        'n5["NXDOMAIN<br/>no address"]:::bad',
        'n2 broken3@--x|"outside"| n5',
        'n1 leads4@--> n2',
      ),
    ],
  ])('is known of %s', (_, height, source) => {
    expect(downwardHeight(source)).toBeCloseTo(height, 0)
  })

  it('comes to an end however nodes lead around', () => {
    const all = Array.from({ length: 6 }, (_, from) =>
      Array.from({ length: 6 }, (_, to) => `n${from} leads${from}${to}@--> n${to}`),
    ).flat()
    expect(downwardHeight(flow(host(1), host(2), host(3), host(4), host(5), ...all))).toBeGreaterThan(0)
  })
})

// As drawn from left to right, where the alias and its ways stand beside who names it.
describe('the height of a flowchart from left to right', () => {
  it.each([
    [0, 116],
    [1, 116],
    [2, 188],
    [3, 260],
  ])('is known of an alias that %s clients name', (count, height) => {
    const source = clients(count, host(1), 'n0 leads0@--> n1').replace('flowchart TB', 'flowchart LR')
    expect(estimateHeight(source)).toBe(height)
  })
})
