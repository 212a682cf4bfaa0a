import { randomInt } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { configureVantages } from '@/lib/dns/vantages'
import { createMonitor } from '@/lib/server/monitor/monitor'
import { resolverFor } from '../../control-plane/dns-client'
import { poll } from '../../control-plane/poll'
import { providedControlPlane } from '../../control-plane/provided-control-plane'
import { realClock } from '../../lib/dns/real-clock'

const controlPlane = providedControlPlane()
const { world, clusterDns, worldDns } = controlPlane
const namespace = 'dns-test'
const nameOf = (name: string) => `${name}.${namespace}.svc.cluster.local`

const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536) })
const monitor = createMonitor({
  vantages: configureVantages({ clusterDns, resolvers: [worldDns], systemResolvers: [], inClusterDns: null }).vantages,
  client,
  clock: realClock,
  random: Math.random,
  clusterDomain: 'cluster.local',
  onAnswer: () => {},
})

async function kubectl(...args: string[]): Promise<void> {
  const { stderr, code } = await controlPlane.kubectl([...args, '-n', namespace])
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 4500 })
const createAlias = (name: string, target: string) =>
  kubectl('create', 'service', 'externalname', name, '--external-name', target)

beforeAll(async () => {
  await kubectl('create', 'namespace', namespace)
  // A file before this one may have ended the API server: CoreDNS comes back to its watches after pauses of up to half a minute.
  await createAlias('canary', 'api-v1.backend.com')
  const isFollowing = async () => (await resolverFor(clusterDns).resolveCname(nameOf('canary'))).length > 0
  await poll(isFollowing, { what: 'CoreDNS follows the API server', timeoutMs: 60_000 })
})

afterEach(() => world.reset())

afterAll(async () => {
  await monitor.close()
  await client.close()
  await kubectl('delete', 'namespace', namespace, '--wait=false')
})

describe('verdicts through CoreDNS and from outside', () => {
  test.each([
    ['api-v1.backend.com', 'OK', 'OK', null],
    ['v4only.broken.example', 'OK_V4_ONLY', 'OK_V4_ONLY', null],
    ['v6only.broken.example', 'OK_V6_ONLY', 'OK_V6_ONLY', null],
    ['many.broken.example', 'OK_V4_ONLY', 'OK_V4_ONLY', null],
    ['chain-9.broken.example', 'OK_V4_ONLY', 'OK_V4_ONLY', null],
    ['no-such-name.example', 'NXDOMAIN_ORIGIN', 'NXDOMAIN_ORIGIN', 'no-such-name.example'],
    ['at-hop.broken.example', 'NXDOMAIN_AT_HOP', 'NXDOMAIN_AT_HOP', 'gone.missing.broken.example'],
    ['nodata.broken.example', 'NODATA', 'NODATA', 'nodata.broken.example'],
    ['nodata-at-hop.broken.example', 'NODATA', 'NODATA', 'nodata.broken.example'],
    ['loop.broken.example', 'CNAME_LOOP', 'CNAME_LOOP', 'loop.broken.example'],
    ['chain-20.broken.example', 'CHAIN_TOO_LONG', 'CHAIN_TOO_LONG', 'link-16.chain-20.broken.example'],
    ['servfail.broken.example', 'SERVFAIL_UNKNOWN', 'SERVFAIL_UNKNOWN', 'servfail.broken.example'],
    ['refused.broken.example', 'REFUSED', 'REFUSED', 'refused.broken.example'],
    ['127.1', 'IP_LITERAL', 'IP_LITERAL', '127.1'],
  ])('%s is %s in the cluster and %s outside', async (host, inside, outside, brokenAt) => {
    const answers = await monitor.askTarget(host)
    expect(answers.map(({ verdict }) => verdict.code)).toEqual([inside, outside])
    expect(answers.map((answer) => answer.brokenAt)).toEqual([brokenAt, brokenAt])
  })

  test.each([
    ['servfail-at-hop.broken.example', 'hop.servfail.broken.example'],
    ['timeout-at-hop.broken.example', 'hop.timeout.broken.example'],
  ])('%s is broken at the name behind its CNAME', async (host, brokenAt) => {
    const service = { serviceName: nameOf('none'), target: host }
    const { vantages } = await monitor.askNow(service)
    const outside = vantages.find(({ vantage }) => vantage === 'outside')
    expect(outside).toMatchObject({ verdict: { code: 'LAME_OR_UNREACHABLE_ZONE', severity: 'critical' }, brokenAt })
  })

  test('what the resolver remarks decides why it failed', async () => {
    const [, bogus] = await monitor.askTarget('bogus.broken.example')
    const [, blocked] = await monitor.askTarget('blocked.broken.example')
    expect(bogus?.verdict.code).toBe('SERVFAIL_DNSSEC')
    expect(blocked?.verdict.code).toBe('BLOCKED_BY_POLICY')
  })

  test('a silent zone is nobody knowing, never broken', async () => {
    const { vantages } = await monitor.askNow({ serviceName: nameOf('none'), target: 'timeout.broken.example' })
    expect(vantages.find(({ vantage }) => vantage === 'outside')?.verdict).toMatchObject({
      code: 'TIMEOUT',
      severity: 'unknown',
    })
  })
})

describe("the Service's own name", () => {
  test("is the first hop of the cluster's view, and no link of the chain", async () => {
    await createAlias('rds', 'mydb-instance.abc123.us-east-1.rds.amazonaws.com')
    await expect
      .poll(async () => (await monitor.askServiceName(nameOf('rds')))?.target)
      .toBe('mydb-instance.abc123.us-east-1.rds.amazonaws.com')
    const target = 'mydb-instance.abc123.us-east-1.rds.amazonaws.com'
    const { vantages } = await monitor.askNow({ serviceName: nameOf('rds'), target })
    const [cluster, outside] = vantages
    expect(cluster?.hops.map(({ type, owner }) => [type, owner])).toEqual([
      ['CNAME', nameOf('rds')],
      ['CNAME', target],
      ['A', 'ec2-203-0-113-31.compute-1.amazonaws.com'],
    ])
    expect(outside?.hops).toHaveLength(2)
    expect(cluster?.verdict.code).toBe('OK_V4_ONLY')
  })

  test('follows a retarget as soon as CoreDNS answers it', async () => {
    await createAlias('moving', 'api-v1.backend.com')
    await until(async () => (await monitor.askServiceName(nameOf('moving')))?.target).toBe('api-v1.backend.com')
    await kubectl('patch', 'service', 'moving', '-p', '{"spec":{"externalName":"api-v2.backend.com"}}')
    await until(async () => (await monitor.askServiceName(nameOf('moving')))?.target).toBe('api-v2.backend.com')
  })

  test('an alias of itself is a loop, although CoreDNS only answers that there is no data', async () => {
    await createAlias('itself', nameOf('itself'))
    await until(async () => (await monitor.askServiceName(nameOf('itself')))?.target).toBe(nameOf('itself'))
    const [cluster, outside] = await monitor.askTarget(nameOf('itself'))
    expect(cluster?.verdict.code).toBe('CNAME_LOOP')
    expect(outside?.verdict.code).toBe('NOT_ASKED')
  })

  test('an alias of another Service of the cluster is asked of the cluster only', async () => {
    await kubectl('create', 'service', 'clusterip', 'real', '--tcp=80')
    await createAlias('inner', nameOf('real'))
    await until(async () => (await monitor.askTarget(nameOf('real')))[0]?.verdict.code).toBe('OK_V4_ONLY')
    const { vantages } = await monitor.askNow({ serviceName: nameOf('inner'), target: nameOf('real') })
    expect(vantages.map(({ verdict }) => verdict.code)).toEqual(['OK_V4_ONLY', 'NOT_ASKED'])
  })

  test('a Service that does not exist does not exist', async () => {
    const [cluster] = await monitor.askTarget(nameOf('missing'))
    expect(cluster?.verdict).toMatchObject({ code: 'NXDOMAIN_ORIGIN', severity: 'critical' })
  })
})

describe('watching', () => {
  test('a name that vanishes and comes back is seen when asked now', async () => {
    await world.set('flip.example', [{ type: 'A', data: '203.0.113.200', ttlSeconds: 1 }])
    monitor.track('flip.example')
    await until(() => monitor.answers('flip.example')[1]?.verdict.code).toBe('OK_V4_ONLY')
    await world.remove('flip.example')
    const service = { serviceName: nameOf('none'), target: 'flip.example' }
    await until(async () => (await monitor.askNow(service)).vantages[1]?.verdict.code).toBe('NXDOMAIN_ORIGIN')
    expect(monitor.answers('flip.example')[1]?.verdict.severity).toBe('critical')
    monitor.untrack('flip.example')
  })
})
