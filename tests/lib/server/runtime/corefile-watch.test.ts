import { expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { CorefileReading } from '@/lib/kubernetes/coredns-corefile'
import { CorefileWatch } from '@/lib/server/runtime/corefile-watch'
import { ManualClock } from '../live/manual-clock'

const text = (domain: string, ttl: number): CorefileReading => ({
  kind: 'text',
  text: `.:53 {\n kubernetes ${domain} in-addr.arpa {\n  ttl ${ttl}\n }\n cache 20\n forward . /etc/resolv.conf\n}\n`,
})

function watch(...readings: (CorefileReading | AppError)[]) {
  const clock = new ManualClock()
  const domains: string[] = []
  let reads = 0
  const corefile = new CorefileWatch({
    clock,
    assumedDomain: 'cluster.local',
    readNodeLocalDns: async () => 'present',
    read: async () => {
      const reading = readings[Math.min(reads, readings.length - 1)]
      reads += 1
      if (reading === undefined || reading instanceof AppError) throw reading
      return reading
    },
  })
  corefile.onDomain = (domain) => domains.push(domain)
  return { corefile, clock, domains, reads: () => reads }
}

const away = new AppError('unavailable', 'the API server does not answer')

test('is read at the start and every five minutes, and tells the domain each time', async () => {
  const { corefile, clock, domains } = watch(text('corp.test', 7), text('corp.test', 9))
  await corefile.start(500)
  expect(corefile.current()).toMatchObject({
    clusterDomain: 'corp.test',
    kubernetesTtlSeconds: 7,
    cacheMaxSeconds: 20,
    source: 'corefile',
    why: null,
  })
  expect(corefile.nodeLocalDns).toBe('present')
  clock.advance(5 * 60_000)
  await expect.poll(() => corefile.current().kubernetesTtlSeconds).toBe(9)
  expect(domains).toEqual(['corp.test', 'corp.test'])
})

test('what may not be read is assumed, with the words of the API server, and no domain is told', async () => {
  const { corefile, domains } = watch({ kind: 'denied', why: 'configmaps is forbidden' })
  await corefile.start(500)
  expect(corefile.current()).toMatchObject({
    clusterDomain: 'cluster.local',
    source: 'assumed',
    why: 'configmaps is forbidden',
  })
  expect(domains).toEqual([])
})

test('a Corefile that answers for no cluster is assumed over, and it is said why', async () => {
  const { corefile } = watch({ kind: 'text', text: '. {\n forward . 10.0.0.2\n}\n' })
  await corefile.start(500)
  expect(corefile.current()).toMatchObject({ source: 'assumed', why: expect.stringContaining('plugin kubernetes') })
})

test('while nobody answers the last reading stands, and it is tried again after half a minute', async () => {
  const { corefile, clock, reads } = watch(text('corp.test', 7), away, text('corp.test', 8))
  await corefile.start(500)
  clock.advance(5 * 60_000)
  await expect.poll(reads).toBe(2)
  expect(corefile.current()).toMatchObject({ kubernetesTtlSeconds: 7, why: null })
  await expect
    .poll(() => {
      clock.advance(30_000)
      return corefile.current().kubernetesTtlSeconds
    })
    .toBe(8)
})

test('a start that waits for an answer ends in time, and a closed one reads no more', async () => {
  const clock = new ManualClock()
  const corefile = new CorefileWatch({
    clock,
    assumedDomain: 'cluster.local',
    readNodeLocalDns: async () => 'absent',
    read: () => new Promise(() => {}),
  })
  const started = corefile.start(500)
  clock.advance(500)
  await started
  expect(corefile.current().source).toBe('assumed')
  expect(corefile.nodeLocalDns).toBe('unknown')
  const closed = watch(text('corp.test', 7))
  await closed.corefile.start(500)
  closed.corefile.close()
  closed.clock.advance(60 * 60_000)
  expect(closed.reads()).toBe(1)
})
