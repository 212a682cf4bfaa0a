import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import type { DnsAnswer, QueryType } from '../dns-asker.ts'
import { ask, nameIn, prepareDnsStage, targetsOfAliases } from '../dns-stage.ts'
import { textAt } from '../expect-answer.ts'
import type { Stage } from '../stage.ts'

type Expected = (stage: Stage) => Partial<DnsAnswer>
const noError =
  (...answers: string[]): Expected =>
  () => ({ rcode: 'NOERROR', answers })
const noData: Expected = () => ({ rcode: 'NOERROR', answers: [], authorities: ['SOA'] })
const noName: Expected = () => ({ rcode: 'NXDOMAIN', answers: [], authorities: ['SOA'] })
/** The CNAME of the alias, then these. */
const alias =
  (service: string, ...more: string[]): Expected =>
  (stage) => {
    const target = (targetsOfAliases(stage)[service] ?? '').replace(/\.$/, '')
    return { rcode: 'NOERROR', answers: [`${nameIn(stage, service)} CNAME ${target}`, ...more] }
  }

const v4 = 'both.contract.example A 203.0.113.11'
const v6 = 'both.contract.example AAAA 2001:db8::11'
const inside = (stage: Stage) => `${nameIn(stage, 'inside')} A 10.96.253.53`

const questions: readonly (readonly [service: string, type: QueryType, title: string, expected: Expected])[] = [
  ['outside', 'CNAME', 'the CNAME alone', alias('outside')],
  ['outside', 'A', 'the CNAME and the IPv4 address', alias('outside', v4)],
  ['outside', 'AAAA', 'the CNAME and the IPv6 address', alias('outside', v6)],
  ['outside', 'SRV', 'no data', noData],
  ['outside', 'TXT', 'no data', noData],
  ['outside', 'HTTPS', 'no data', noData],
  ['outside', 'MX', 'no data', noData],
  ['outside', 'NS', 'no data', noData],
  ['outside', 'PTR', 'no data', noData],
  ['_web._tcp.outside', 'SRV', 'no such name', noName],
  ['x.outside', 'A', 'no such name', noName],
  ['dotted', 'CNAME', 'the target without its second dot', alias('dotted')],
  ['dotted', 'A', 'the address', alias('dotted', v4)],
  ['v4-only', 'AAAA', 'the CNAME alone', alias('v4-only')],
  ['v6-only', 'A', 'the CNAME alone', alias('v6-only')],
  [
    'chained',
    'A',
    'the whole chain',
    alias(
      'chained',
      'first.contract.example CNAME second.contract.example',
      'second.contract.example CNAME both.contract.example',
      v4,
    ),
  ],
  [
    'dangling',
    'A',
    'the chain without its missing end',
    alias('dangling', 'dangling.contract.example CNAME missing.contract.example'),
  ],
  ['nodata', 'A', 'the CNAME alone', alias('nodata')],
  ['missing', 'A', 'the CNAME alone, and no NXDOMAIN', alias('missing')],
  ['missing', 'CNAME', 'the CNAME', alias('missing')],
  ['servfail', 'A', 'the CNAME alone, and no SERVFAIL', alias('servfail')],
  ['refused', 'A', 'the CNAME alone, and no REFUSED', alias('refused')],
  ['silent', 'A', 'the CNAME alone after a while', alias('silent')],
  ['address', 'A', 'no such name', noName],
  ['address', 'AAAA', 'no such name', noName],
  ['address', 'CNAME', 'no such name', noName],
  ['address', 'TXT', 'no such name', noName],
  ['short-address', 'CNAME', 'the CNAME', alias('short-address')],
  ['short-address', 'A', 'the CNAME alone', alias('short-address')],
  ['hex-address', 'A', 'the CNAME alone', alias('hex-address')],
  ['decimal-address', 'A', 'the CNAME alone', alias('decimal-address')],
  ['single', 'A', 'the CNAME alone', alias('single')],
  ['relative', 'A', 'the CNAME alone, as no search path is tried', alias('relative')],
  ['itself', 'CNAME', 'the CNAME', alias('itself')],
  ['itself', 'A', 'no data', noData],
  ['below', 'CNAME', 'the CNAME', alias('below')],
  ['below', 'AAAA', 'no data', noData],
  ['to-service', 'CNAME', 'the CNAME alone', alias('to-service')],
  ['to-service', 'A', 'the CNAME and the cluster address', (stage) => alias('to-service', inside(stage))(stage)],
  ['to-service', 'AAAA', 'no data', noData],
  ['to-nothing', 'A', 'no data', noData],
  ['to-nothing', 'CNAME', 'the CNAME', alias('to-nothing')],
  [
    'to-alias',
    'A',
    'both CNAMEs and the address',
    (stage) => alias('to-alias', `${nameIn(stage, 'outside')} CNAME both.contract.example`, v4)(stage),
  ],
  ['to-zone', 'A', 'no data', noData],
  ['loop-a', 'A', 'no data', noData],
  ['loop-a', 'CNAME', 'the CNAME', alias('loop-a')],
  ['inside', 'A', 'the cluster address', (stage) => noError(inside(stage))(stage)],
  ['inside', 'AAAA', 'no data', noData],
  ['inside', 'CNAME', 'no data', noData],
  [
    '_web._tcp.inside',
    'A',
    'the cluster address under that name',
    (stage) => noError(`_web._tcp.${inside(stage)}`)(stage),
  ],
  [
    'named.headless',
    'A',
    'the one address',
    (stage) => noError(`${nameIn(stage, 'named.headless')} A 10.1.2.5`)(stage),
  ],
  [
    '10-1-2-3.headless',
    'A',
    'the one address',
    (stage) => noError(`${nameIn(stage, '10-1-2-3.headless')} A 10.1.2.3`)(stage),
  ],
  ['empty', 'A', 'no such name', noName],
  ['absent', 'A', 'no such name', noName],
]

export const clusterDns = defineSuite(
  'the DNS of the cluster',
  [
    ...questions.map(([service, type, title, expected]) =>
      defineCase(`answers ${service} ${type}: ${title}`, async (stage) => {
        expect(await ask(stage, nameIn(stage, service), type)).toMatchObject(expected(stage))
      }),
    ),
    defineCase('says nothing at all where a label is too long, over UDP as over TCP', async (stage) => {
      for (const transport of ['udp', 'tcp'] as const) {
        const name = nameIn(stage, 'long-label')
        expect(await stage.target.dns.ask(name, 'A', { transport, timeoutMs: 1500 })).toBeNull()
      }
    }),
    defineCase('gives the ready endpoints of a headless Service', async (stage) => {
      const name = nameIn(stage, 'headless')
      const answer = await ask(stage, name, 'A')
      expect(answer?.answers.toSorted()).toEqual([`${name} A 10.1.2.3`, `${name} A 10.1.2.5`])
      const aliased = await ask(stage, nameIn(stage, 'to-headless'), 'A')
      expect(aliased?.answers[0]).toBe(`${nameIn(stage, 'to-headless')} CNAME ${name}`)
      expect(aliased?.answers.slice(1).toSorted()).toEqual([`${name} A 10.1.2.3`, `${name} A 10.1.2.5`])
    }),
    defineCase('cuts what is too large for UDP and gives it whole over TCP', async (stage) => {
      const name = nameIn(stage, 'many')
      const short = await ask(stage, name, 'A')
      expect(short).toMatchObject({ rcode: 'NOERROR', isTruncated: true })
      expect(short?.answers.length).toBeLessThan(60)
      const whole = await ask(stage, name, 'A', 'tcp')
      expect(whole).toMatchObject({ rcode: 'NOERROR', isTruncated: false })
      expect(whole?.answers).toHaveLength(121)
    }),
    defineCase('gives all records of a reply one TTL, of 30 seconds at most', async (stage) => {
      for (const service of ['outside', 'zero-ttl', 'long-ttl', 'chained']) {
        const answer = await ask(stage, nameIn(stage, service), 'A')
        const [ttl = 0, ...others] = new Set(answer?.ttlSeconds)
        expect(others).toEqual([])
        expect(ttl).toBeGreaterThanOrEqual(1)
        expect(ttl).toBeLessThanOrEqual(30)
      }
    }),
    defineCase('takes a name in any case', async (stage) => {
      const answer = await ask(stage, nameIn(stage, 'outside').toUpperCase(), 'A')
      expect(answer).toMatchObject(alias('outside', v4)(stage))
    }),
    defineCase('knows namespaces without data, and no others', async (stage) => {
      expect(await ask(stage, `${stage.namespace}.svc.cluster.local`, 'A')).toMatchObject(noData(stage))
      expect(await ask(stage, 'svc.cluster.local', 'A')).toMatchObject(noData(stage))
      expect(await ask(stage, 'cluster.local', 'A')).toMatchObject(noData(stage))
      expect(await ask(stage, 'no-such-namespace.svc.cluster.local', 'A')).toMatchObject(noName(stage))
      expect(await ask(stage, 'x.no-such-namespace.svc.cluster.local', 'A')).toMatchObject(noName(stage))
    }),
    defineCase('asks outside for every other name', async (stage) => {
      expect(await ask(stage, 'both.contract.example', 'A')).toMatchObject({ rcode: 'NOERROR', answers: [v4] })
      expect(await ask(stage, 'missing.contract.example', 'A')).toMatchObject({ rcode: 'NXDOMAIN', answers: [] })
      expect(await ask(stage, 'nodata.contract.example', 'A')).toMatchObject({ rcode: 'NOERROR', answers: [] })
      expect(await ask(stage, 'servfail.contract.example', 'A')).toMatchObject({ rcode: 'SERVFAIL', answers: [] })
    }),
    defineCase('knows the kubernetes Service', async (stage) => {
      const name = 'kubernetes.default.svc.cluster.local'
      const read = await stage.read('services', 'kubernetes', { namespace: 'default' })
      const answer = await ask(stage, name, 'A')
      expect(answer?.answers).toEqual([`${name} A ${textAt(read.body, 'spec.clusterIP')}`])
    }),
  ],
  prepareDnsStage,
)
