import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoadBalancer } from '@/lib/domain/load-balancer/load-balancer'
import { matchLoadBalancers, type Way } from '@/lib/domain/load-balancer/match-load-balancers'
import { publishedAt } from '@/lib/domain/load-balancer/published-at'

function balancer(cluster: string, change: Partial<LoadBalancer> = {}): LoadBalancer {
  return { cluster, namespace: 'shop', name: 'web', ports: [443], hostnames: [], addresses: [], ...change }
}

function match(all: readonly LoadBalancer[], way: Partial<Way>) {
  const found = matchLoadBalancers(
    { names: [], addresses: [], ports: [443], ...way },
    {
      byName: (name) => all.filter(({ hostnames }) => hostnames.includes(name)),
      byAddress: (address) => all.filter(({ addresses }) => addresses.includes(address)),
    },
  )
  return found.map(({ loadBalancer: { cluster, name }, by, isCertain }) => [cluster, name, by, isCertain])
}

const name = 'shop.us.example'

describe('the load balancers that a way ends at', () => {
  it('are those published at a name of the way, the alias of another name included', () => {
    const elb = balancer('us', { hostnames: ['abc.elb.amazonaws.com'] })
    expect(match([elb], { names: [name, 'abc.elb.amazonaws.com'] })).toEqual([
      ['us', 'web', 'abc.elb.amazonaws.com', true],
    ])
  })

  it('are those published at its address, which goes before a name that several clusters publish', () => {
    const us = balancer('us', { hostnames: [name], addresses: ['203.0.113.7'] })
    const eu = balancer('eu', { hostnames: [name], addresses: ['203.0.113.8'] })
    expect(match([us, eu], { names: [name], addresses: ['203.0.113.8'] })).toEqual([['eu', 'web', '203.0.113.8', true]])
    expect(match([us, eu], { names: [name] })).toEqual([
      ['eu', 'web', name, true],
      ['us', 'web', name, true],
    ])
  })

  it('are not certain for an address of an inner network alone', () => {
    const one = balancer('us', { addresses: ['10.0.0.7'] })
    expect(match([one], { names: [name], addresses: ['10.0.0.7'] })).toEqual([['us', 'web', '10.0.0.7', false]])
  })

  it('are certain for such an address beside a name of the way, and leave those out that have the address alone', () => {
    const named = balancer('us', { hostnames: [name], addresses: ['10.0.0.7'] })
    const same = balancer('eu', { addresses: ['10.0.0.7'] })
    expect(match([same, named], { names: [name], addresses: ['10.0.0.7'] })).toEqual([['us', 'web', '10.0.0.7', true]])
    const elsewhere = balancer('us', { hostnames: [name] })
    expect(match([same, elsewhere], { names: [name], addresses: ['10.0.0.7'] })).toEqual([['us', 'web', name, true]])
  })

  it('begin with one that has a port of the alias: an address may be shared by ports', () => {
    const mail = balancer('us', { name: 'mail', ports: [587], addresses: ['203.0.113.7'] })
    const web = balancer('us', { name: 'web', ports: [80, 443], addresses: ['203.0.113.7'] })
    expect(match([mail, web], { addresses: ['203.0.113.7'] }).map(([, each]) => each)).toEqual(['web', 'mail'])
  })

  it('are named once each, in an order that what they are found in does not change', () => {
    const part = fc.subarray(['a.example', 'b.example', '203.0.113.1', '203.0.113.2', '10.0.0.1'])
    const some = fc.array(fc.tuple(fc.constantFrom('us', 'eu'), fc.constantFrom('web', 'api'), part), { maxLength: 6 })
    fc.assert(
      fc.property(some, part, (given, way) => {
        const split = (texts: readonly string[]) => ({
          hostnames: texts.filter((text) => text.endsWith('example')),
          addresses: texts.filter((text) => !text.endsWith('example')),
        })
        const all = [
          ...new Map(
            given.map(([cluster, own, at]) => [`${cluster}/${own}`, balancer(cluster, { name: own, ...split(at) })]),
          ).values(),
        ]
        const { hostnames: names, addresses } = split(way)
        const found = match(all, { names, addresses })
        expect(found).toEqual(match(all.toReversed(), { names, addresses }))
        expect(new Set(found.map(([cluster, own]) => `${cluster}/${own}`)).size).toBe(found.length)
        for (const [, , by] of found) expect(way).toContain(by)
      }),
    )
  })
})

describe('where a load balancer is published', () => {
  it('is what its provider wrote, and the names of external-dns, as DNS answers them', () => {
    const annotations = {
      'external-dns.alpha.kubernetes.io/hostname': ' Shop.Example. , *.shop.example,',
      'external-dns.alpha.kubernetes.io/internal-hostname': 'shop.corp.example',
    }
    const ingress = [{ ip: '2001:DB8:0:0::7' }, { hostname: 'LB-1.elb.amazonaws.com' }, { ip: 'nonsense' }, {}]
    expect(publishedAt({ annotations, ingress })).toEqual({
      hostnames: ['shop.example', 'shop.corp.example', 'lb-1.elb.amazonaws.com'],
      addresses: ['2001:db8::7'],
    })
  })

  it('is fifty names and addresses at most', () => {
    const ingress = Array.from({ length: 300 }, (_, index) => ({
      ip: `10.0.${index % 256}.${index >> 8}`,
      hostname: `h${index}.example`,
    }))
    const { hostnames, addresses } = publishedAt({ annotations: {}, ingress })
    expect([hostnames.length, addresses.length]).toEqual([50, 50])
  })
})
