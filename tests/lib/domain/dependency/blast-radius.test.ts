import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blastRadius } from '@/lib/domain/dependency/blast-radius'
import { type ClusterView, type Dependent, describeDependency } from '@/lib/domain/dependency/dependency'
import { answer, hop, verdict } from '../diagram/sample-resolution'
import { dependent } from './dependents'

const host = 'db.example.com'
const resolved = answer({
  vantage: 'cluster',
  hops: [hop(host, 'CNAME', 'lb.example.net', 48), hop('lb.example.net', 'A', '203.0.113.1')],
  addresses: ['203.0.113.1'],
})
const missing = answer({ vantage: 'cluster', hops: [], addresses: [], verdict: verdict('NXDOMAIN_ORIGIN', 'critical') })

const draw = (
  aliases: [Dependent, ...Dependent[]],
  views: ClusterView[] = [{ cluster: 'prod', answers: [resolved] }],
) => blastRadius(describeDependency(host, aliases), views)

const many = (count: number, make: (index: number) => Partial<Dependent>): [Dependent, ...Dependent[]] => [
  dependent(make(0)),
  ...Array.from({ length: count - 1 }, (_, index) => dependent(make(index + 1))),
]

describe('blastRadius', () => {
  it('leads from teams over their aliases by cluster to the host, its chain and its addresses', () => {
    const { source } = draw([
      dependent(),
      dependent({ name: 'read', owner: { value: 'web' }, cluster: 'edge', environment: 'staging' }),
      dependent({ name: 'old', owner: null }),
    ])
    expect(source).toMatch(/^flowchart LR\n/)
    expect(source).toContain('subgraph s0["cluster prod"]')
    expect(source).toContain('subgraph s1["cluster edge"]')
    expect(source).toContain('"payments<br/>in shop"]:::people')
    expect(source).toContain('"unowned<br/>in shop"]:::nobody')
    expect(source).toContain('"read<br/>1 alias, staging"]:::people')
    expect(source).toContain('"db.example.com<br/>hop 1 · CNAME · 48 s left"]:::subject')
    expect(source).toContain('"lb.example.net<br/>hop 2 · A · 1 address · 60 s"]:::host')
    expect(source).toContain('"203.0.113.1"]:::terminal')
  })

  it('draws one way where all views agree, and says who sees which where they part', () => {
    const agree = draw(
      [dependent()],
      [
        { cluster: 'prod', answers: [resolved, answer({ ...resolved, vantage: 'outside' })] },
        { cluster: 'edge', answers: [resolved] },
      ],
    ).source
    expect(agree.match(/lb\.example\.net<br/g)).toHaveLength(1)
    expect(agree).not.toContain('|"outside"|')
    const part = draw(
      [dependent()],
      [{ cluster: 'prod', answers: [missing, answer({ ...resolved, vantage: 'outside' })] }],
    ).source
    expect(part).toContain('"db.example.com<br/>views differ"]:::subject')
    expect(part).toMatch(/n\d+ broken\d+@--x\|"prod"\| n\d+/)
    expect(part).toMatch(/n\d+ leads\d+@-->\|"outside"\| n\d+/)
  })

  it('marks the host itself where it does not exist', () => {
    const { source } = draw([dependent()], [{ cluster: 'prod', answers: [missing] }])
    expect(source).toContain('"db.example.com<br/>hop 1 · NXDOMAIN, no such name"]:::bad')
  })

  it('stays a picture however many teams, clusters and addresses there are, and says how much it leaves out', () => {
    const addresses = Array.from({ length: 40 }, (_, index) => `203.0.113.${index}`)
    const hops = addresses.map((address) => hop(host, 'A', address))
    const { source } = draw(
      many(3000, (index) => ({
        cluster: `c${index % 30}`,
        name: `db-${index}`,
        owner: { value: `team-${index % 700}` },
      })),
      [{ cluster: 'c0', answers: [answer({ vantage: 'cluster', hops, addresses })] }],
    )
    expect(source.length).toBeLessThan(8000)
    expect(source).toContain('27 more clusters')
    expect(source).toMatch(/\d+ more teams/)
    expect(source).toContain('35 more addresses')
  })

  it('never hides aliases that nobody owns among the teams that are left out', () => {
    const { source } = draw(
      many(40, (index) => ({ name: `db-${index}`, owner: index === 39 ? null : { value: `team-${index % 20}` } })),
    )
    expect(source).toContain('"unowned<br/>in shop"]:::nobody')
    expect(source).toContain('15 more teams')
  })

  it('has a short form by cluster, with the addresses as one', () => {
    const addresses = ['203.0.113.1', '203.0.113.2']
    const hops = addresses.map((address) => hop(host, 'A', address))
    const { compactSource } = blastRadius(
      describeDependency(
        host,
        many(90, (index) => ({ cluster: `c${index % 9}`, owner: index === 0 ? null : { value: 'a' } })),
      ),
      [{ cluster: 'c0', answers: [answer({ vantage: 'cluster', hops, addresses })] }],
    )
    expect(compactSource).toContain('"c0<br/>1 team"]:::people')
    expect(compactSource).toContain('"10 aliases<br/>1 unowned"]:::people')
    expect(compactSource).toContain('7 more clusters')
    expect(compactSource).toContain('"2 addresses<br/>clients choose"]:::terminal')
    expect(compactSource.match(/:::/g)).toHaveLength(8)
  })

  it('says the same in words', () => {
    expect(draw([dependent(), dependent({ owner: null, namespace: 'legacy' })]).sentence).toBe(
      '2 aliases, 2 namespaces, 1 cluster point at db.example.com. Teams: payments. 1 alias has no owner. It resolves.',
    )
  })

  it('lets no text of the cluster become Mermaid', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, owner, cluster) => {
        const { source } = draw([dependent({ name, owner: { value: owner }, cluster, environment: name })])
        const labels = source.split('\n').filter((line) => /^n\d+\[/.test(line))
        for (const line of labels) expect(line).toMatch(/^n\d+\["[^"`<>{}|\\]*(<br\/>[^"`<>{}|\\]*)?"\]:::\w+$/)
        expect(
          source.split('\n').every((line) => /^(flowchart|accTitle|accDescr|subgraph|end|n\d+)|^$/.test(line)),
        ).toBe(true)
      }),
    )
  })
})
