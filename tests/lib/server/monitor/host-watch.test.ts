import { expect, test } from 'vitest'
import { notAsked } from '@/lib/domain/resolution/not-asked'
import { outcomeSeverity } from '@/lib/domain/resolution/outcome-severity'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import { HostWatch } from '@/lib/server/monitor/host-watch'
import { hop } from '../../domain/resolution/walks'

const startMs = Date.parse('2026-11-23T12:00:00.000Z')
const hourMs = 3_600_000

function answer(code: OutcomeCode, more: Partial<VantageAnswer> = {}): VantageAnswer {
  const verdict = { code, severity: outcomeSeverity[code], summary: `${code}.`, notes: [] }
  return { ...notAsked('outside', ''), resolver: 'r', askedAt: '2026-11-23T12:00:00.000Z', verdict, ...more }
}

const leadsTo = (terminal: string, address = '203.0.113.1') =>
  answer('OK', { addresses: [address], hops: [hop('a.test', 'CNAME', terminal), hop(terminal, 'A', address)] })

function watchAfter(...answers: VantageAnswer[]): HostWatch {
  const watch = new HostWatch('a.test', [notAsked('outside', '')])
  for (const [index, each] of answers.entries()) watch.take(each, index === 0, startMs + index * 1000)
  return watch
}

test('one failure is not in the history, the second is, with its time', () => {
  const once = watchAfter(answer('OK'), answer('NXDOMAIN_ORIGIN'))
  expect(once.history.map(({ code }) => code)).toEqual(['OK'])
  expect(once.isUnconfirmed).toBe(true)
  const twice = watchAfter(answer('OK'), answer('NXDOMAIN_ORIGIN'), answer('NXDOMAIN_ORIGIN'))
  expect(twice.history).toMatchObject([
    { code: 'OK', previousCode: null },
    { code: 'NXDOMAIN_ORIGIN', severity: 'critical', previousCode: 'OK', at: '2026-11-23T12:00:02.000Z' },
  ])
  expect(twice.answers).toMatchObject([{ verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical' } }])
})

test('a blip of one failure leaves no trace', () => {
  const watch = watchAfter(answer('OK'), answer('SERVFAIL_UNKNOWN'), answer('OK'))
  expect(watch.history).toHaveLength(1)
  expect(watch.answers).toMatchObject([{ verdict: { code: 'OK', severity: 'ok', notes: [] } }])
})

test('a resolver that dies and starts up failing never makes the host critical', () => {
  const watch = watchAfter(answer('OK'), answer('TIMEOUT'), answer('TIMEOUT'), answer('SERVFAIL_UNKNOWN'), answer('OK'))
  expect(watch.history.map(({ severity }) => severity)).toEqual(['ok', 'unknown', 'ok'])
})

test('the history keeps the last fifty changes', () => {
  const flips = Array.from({ length: 130 }, (_, index) => leadsTo(index % 2 === 0 ? 'b.test' : 'c.test'))
  const { history } = watchAfter(...flips)
  expect(history).toHaveLength(50)
  expect(history.at(-1)).toMatchObject({
    terminal: 'c.test',
    previousTerminal: 'b.test',
    at: '2026-11-23T12:02:09.000Z',
  })
})

test('other addresses behind the same name are no change', () => {
  const watch = watchAfter(leadsTo('b.test', '203.0.113.1'), leadsTo('b.test', '203.0.113.2'))
  expect(watch.history).toHaveLength(1)
  expect(watch.answers[0]?.verdict.notes).toEqual([])
})

test('a moved terminal name is noted for a day, also when it failed in between', () => {
  const watch = watchAfter(leadsTo('b.test'), answer('NODATA'), answer('NODATA'), leadsTo('c.test'))
  expect(watch.answers[0]?.verdict).toMatchObject({ severity: 'info', notes: [{ code: 'DRIFT' }] })
  watch.take(leadsTo('c.test'), false, startMs + 23 * hourMs)
  expect(watch.answers[0]?.verdict.notes).toMatchObject([
    { code: 'DRIFT', evidence: expect.stringContaining('b.test') },
  ])
  watch.take(leadsTo('c.test'), false, startMs + 25 * hourMs)
  expect(watch.answers[0]?.verdict.notes).toEqual([])
})
