import { afterAll, beforeAll, expect, test } from 'vitest'
import { askNodeDns, askOurs } from '../zoo-case'
import { coreDnsCases } from './coredns-cases'
import { type CoreDnsZoo, startCoreDnsZoo } from './start-coredns-zoo'

// A forwarding CoreDNS waits seconds for a dead upstream.
const patienceMs = 6000

let zoo: CoreDnsZoo

beforeAll(async () => {
  zoo = await startCoreDnsZoo()
})

afterAll(() => zoo.stop())

test.concurrent.each(Object.entries(coreDnsCases))('%s', async (_title, { ask, at, expected, nodeDns }) => {
  const [ours, theirs] = await Promise.all([askOurs(ask, zoo[at], patienceMs), askNodeDns(ask, zoo[at], patienceMs)])
  const { says = '', notes = ours.notes, chain = ours.chain, ...rest } = expected
  expect(ours).toMatchObject({ ...rest, notes, chain })
  expect(ours.says).toContain(says)
  expect(theirs).toEqual(nodeDns)
})
