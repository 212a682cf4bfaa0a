import { expect, test } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import type { Delivery } from '@/lib/domain/change/delivery'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { KnownDeliveries } from '@/lib/server/groups/known-deliveries'
import { poll } from '../../../control-plane/poll.ts'
import { sampleFacts } from '../../domain/change/owned-services.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'
import { sampleAlias } from '../inventory/sample-alias.ts'

type Answer = { state: 'read'; corrects: boolean } | { state: 'forbidden' | 'unavailable' }

function delivered(application: string, name = 'orders'): Alias {
  const annotations = { 'argocd.argoproj.io/tracking-id': `${application}:/Service:shop/${name}` }
  return sampleAlias({ name, annotations })
}

function reading() {
  const asked: string[] = []
  const changed: ServiceRef[] = []
  const clock = new ManualClock()
  const now: { answer: Answer } = { answer: { state: 'read', corrects: true } }
  const deliveries = new KnownDeliveries({
    ...{ clock, random: () => 0.5, onChange: (ref) => changed.push(ref) },
    read: async (ref): Promise<Delivery> => {
      asked.push(ref.name)
      const { answer } = now
      if (answer.state !== 'read') return { ref, state: answer.state }
      return { ref, state: 'read', facts: sampleFacts({ corrects: answer.corrects }) }
    },
  })
  const until = (count: number) =>
    poll(async () => asked.length >= count && clock.waiting() > 0, { what: 'it is read', timeoutMs: 2_000, everyMs: 1 })
  return { asked, changed, clock, now, deliveries, until }
}

const factsOf = ([delivery]: Delivery[]) => (delivery?.state === 'read' ? delivery.facts.corrects : delivery?.state)

test('what delivers an alias is read once for all it delivers, and each is told when it is known', async () => {
  const { asked, changed, deliveries, until } = reading()
  const [one, two] = [delivered('shop', 'one'), delivered('shop', 'two')]
  deliveries.track(one)
  deliveries.track(two)
  expect(deliveries.of(one)).toEqual([])
  await until(1)
  expect([asked, changed.map(({ name }) => name)]).toEqual([['shop'], ['one', 'two']])
  expect([factsOf(deliveries.of(one)), factsOf(deliveries.of(two))]).toEqual([true, true])
  deliveries.track(sampleAlias({ name: 'plain' }))
  expect(deliveries.of(sampleAlias({ name: 'plain' }))).toEqual([])
})

test('it is read again every two minutes, every 15 seconds on screen, and told only when it says something else', async () => {
  const { asked, changed, clock, now, deliveries, until } = reading()
  const alias = delivered('shop')
  deliveries.track(alias)
  await until(1)
  clock.advance(119_000)
  expect(asked).toHaveLength(1)
  clock.advance(2_000)
  await until(2)
  expect(changed).toHaveLength(1)
  deliveries.show([alias])
  now.answer = { state: 'read', corrects: false }
  clock.advance(16_000)
  await until(3)
  expect([changed.length, factsOf(deliveries.of(alias))]).toEqual([2, false])
})

test('the last reading holds while the API server is away; a denial replaces it', async () => {
  const { clock, now, deliveries, until } = reading()
  const alias = delivered('shop')
  deliveries.track(alias)
  await until(1)
  now.answer = { state: 'unavailable' }
  clock.advance(125_000)
  await until(2)
  expect(factsOf(deliveries.of(alias))).toBe(true)
  now.answer = { state: 'forbidden' }
  clock.advance(16_000)
  await until(3)
  expect(factsOf(deliveries.of(alias))).toBe('forbidden')
})

test('an alias that another Application delivers, or none, is no more asked about', async () => {
  const { asked, clock, deliveries, until } = reading()
  deliveries.track(delivered('shop'))
  await until(1)
  deliveries.track(delivered('other'))
  await until(2)
  expect(factsOf(deliveries.of(delivered('shop')))).toBeUndefined()
  deliveries.untrack(delivered('other'))
  clock.advance(600_000)
  expect(asked).toEqual(['shop', 'other'])
  await deliveries.close()
})

test('no more than a thousand are read', async () => {
  const { asked, deliveries, until } = reading()
  for (let number = 0; number < 1_100; number += 1) deliveries.track(delivered(`app-${number}`, `alias-${number}`))
  await until(1_000)
  await poll(async () => asked.length === 1_000, { what: 'all are read', timeoutMs: 2_000, everyMs: 5 })
  expect(new Set(asked).size).toBe(1_000)
  await deliveries.close()
})
