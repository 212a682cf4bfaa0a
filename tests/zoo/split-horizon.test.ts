import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { judgeWalk } from '@/lib/domain/resolution/judge-walk'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { splitHorizon } from '@/lib/domain/resolution/split-horizon'
import { realClock } from '../lib/dns/real-clock'
import { alias, reply, serveZone, v4, v6 } from './serve-zone'
import { extendedError } from './wire'
import { type Serve, startZooServer } from './zoo-server'

const to = (name: string, address: string) => serveZone({ 'a.test': alias(name), [name]: [v4(address)] })
const at = (...addresses: string[]) => serveZone({ 'a.test': addresses.map((address) => v4(address)) })
const code = (rcode: number, ede?: number): Serve => {
  return (asked) => [reply(asked, { rcode, ...(ede === undefined ? {} : { options: [extendedError(ede)] }) })]
}

/** What the cluster and the outside serve for a.test, and what is noted of it. */
const pairs: [title: string, cluster: Serve, outside: Serve, severity: 'info' | 'warning' | null][] = [
  ['the same view', to('lb.test', '203.0.113.1'), to('lb.test', '203.0.113.1'), null],
  ['other addresses of the same scope', at('203.0.113.1', '203.0.113.2'), at('198.51.100.7'), null],
  ['an inner address in the cluster', at('10.1.2.3'), at('203.0.113.1'), 'info'],
  ['another terminal name', to('inner.test', '203.0.113.1'), to('outer.test', '203.0.113.1'), 'info'],
  ['a name that only the cluster knows', at('10.1.2.3'), serveZone({}), 'warning'],
  ['a name that only the outside knows', serveZone({}), at('203.0.113.1'), 'warning'],
  ['a name without addresses in the cluster', serveZone({ 'a.test': [] }), at('203.0.113.1'), 'warning'],
  ['a failure in the cluster', code(2), at('203.0.113.1'), 'warning'],
  ['a policy of the cluster', code(5, 15), at('203.0.113.1'), 'warning'],
  ['the same failure, of which one side lost the reason', code(2), code(2, 22), null],
  ['missing here as a hop, there at once', serveZone({ 'a.test': alias('gone.test') }), serveZone({}), null],
  ['a refusal, which is nobody’s answer', code(5), at('203.0.113.1'), null],
  ['silence, which is nobody’s answer', () => 'silence', at('203.0.113.1'), null],
  ['IPv6 in the cluster and IPv4 outside', serveZone({ 'a.test': [v6()] }), at('203.0.113.1'), null],
]

test.concurrent.each(pairs)(
  '%s',
  async (_title, inside, outside, severity) => {
    const [cluster, away] = await Promise.all([ask('cluster', inside), ask('outside', outside)])
    expect(splitHorizon('a.test', cluster, away)?.severity ?? null).toBe(severity)
  },
  20_000,
)

async function ask(vantage: VantageName, serve: Serve): Promise<VantageAnswer> {
  const server = await startZooServer(serve)
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits: { patienceMs: 800 } })
  try {
    const { resolver, askedAt, elapsedMs, ...trace } = await client.walk('a.test', server.address)
    return { vantage, resolver, askedAt, elapsedMs, ...judgeWalk({ resolver, askedAt, elapsedMs, ...trace }) }
  } finally {
    await client.close()
    await server.close()
  }
}
