import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { AskLimit, type WantedAsk } from '@/lib/server/access/ask-limit'
import { ManualClock } from '../monitor/manual-clock'

const wanted = (user: string, namespace: string, target: string | null): WantedAsk => ({
  identity: { key: `token ${user}`, user },
  ref: { cluster: 'one', namespace, name: 'db' },
  target,
})

function refusal(run: () => void): unknown {
  try {
    run()
    return null
  } catch (error) {
    return error
  }
}

describe('asks on somebody’s behalf', () => {
  test.each<[string, (index: number) => WantedAsk, WantedAsk]>([
    ['for ann', (index) => wanted('ann', `n${index}`, `db.t${index}.com`), wanted('bob', 'n', 'db.t.com')],
    [
      'for aliases of namespace shop',
      (index) => wanted(`u${index}`, 'shop', `db.t${index}.com`),
      wanted('u0', 'x', 'db.t.com'),
    ],
    [
      'about victim.co.uk',
      (index) => wanted(`u${index}`, `n${index}`, `a${index}.VICTIM.co.uk.`),
      wanted('u0', 'n0', 'other.co.uk'),
    ],
    [
      'about printer.corp',
      (index) => wanted(`u${index}`, `n${index}`, 'printer.corp'),
      wanted('u0', 'n0', 'scanner.corp'),
    ],
  ])('are refused past the limit %s, with the time to come again, and no other is', (who, ask, other) => {
    const clock = new ManualClock()
    const limit = new AskLimit(10, clock)
    for (let index = 0; index < 10; index += 1) limit.take(ask(index))
    const refused = refusal(() => limit.take(ask(10)))
    expect(refused).toBeInstanceOf(AppError)
    expect(refused).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 6 })
    expect(String(refused)).toContain(`More than 10 asks a minute ${who}.`)
    expect(refusal(() => limit.take(other))).toBeNull()
    clock.advance(6000)
    expect(refusal(() => limit.take(ask(11)))).toBeNull()
  })

  test('that are refused count against nobody', () => {
    const limit = new AskLimit(2, new ManualClock())
    for (let index = 0; index < 2; index += 1) limit.take(wanted('ann', 'shop', 'a.com'))
    for (let index = 0; index < 5; index += 1)
      expect(refusal(() => limit.take(wanted('bob', 'shop', 'b.com')))).not.toBeNull()
    expect(refusal(() => limit.take(wanted('bob', 'pay', 'b.com')))).toBeNull()
  })

  test('have no limit at 0, nor a domain where there is no target', () => {
    const limit = new AskLimit(0, new ManualClock())
    for (let index = 0; index < 5000; index += 1) limit.take(wanted('ann', 'shop', null))
  })
})
