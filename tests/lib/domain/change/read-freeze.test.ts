import { describe, expect, it } from 'vitest'
import { checkFreeze } from '@/lib/domain/change/check-freeze'
import { type Freeze, readFreeze } from '@/lib/domain/change/read-freeze'

const end = '2026-12-24T00:00:00Z'
const endMs = Date.parse(end)
const frozen = (text: string) => ({ 'signpost/freeze': text })

describe('a freeze', () => {
  it.each<[string, string, Freeze | null]>([
    ['is none without text', ' ', null],
    ['is none when it says false', 'False', null],
    ['has no end and no reason when it says true', 'true', { untilMs: null, reason: null }],
    ['is free text', 'ask Ada first', { untilMs: null, reason: 'ask Ada first' }],
    ['has an end and a reason', `until=${end} reason=year-end closing`, { untilMs: endMs, reason: 'year-end closing' }],
    ['has them in any order', `closing until=${end}`, { untilMs: endMs, reason: 'closing' }],
    ['has an end alone', `until=${end}`, { untilMs: endMs, reason: null }],
    ['has an end with an offset', 'until=2026-12-24T01:00:00+01:00', { untilMs: endMs, reason: null }],
    ['ends with a day', 'until=2026-12-24', { untilMs: endMs, reason: null }],
    [
      'with an end that is no time has none',
      'until=Monday reason=x',
      { untilMs: null, reason: 'until=Monday reason=x' },
    ],
    ['with a day that does not exist has no end', 'until=2026-13-45', { untilMs: null, reason: 'until=2026-13-45' }],
    ['is JSON', `{"until":"${end}","reason":"closing"}`, { untilMs: endMs, reason: 'closing' }],
    ['is JSON without an end', '{"reason":"closing"}', { untilMs: null, reason: 'closing' }],
    ['is JSON with an end that is no time', '{"until":"soon"}', { untilMs: null, reason: '{"until":"soon"}' }],
    ['is text when it is JSON of another kind', '[1]', { untilMs: null, reason: '[1]' }],
  ])('%s', (_, text, freeze) => {
    expect(readFreeze(frozen(text))).toEqual(freeze)
  })

  it('is none without the annotation', () => {
    expect(readFreeze({})).toBeNull()
  })
})

describe('the precheck of a freeze', () => {
  const none = { namespace: 'shop', annotations: {}, namespaceAnnotations: {}, nowMs: endMs - 1 }
  const states = (members: Partial<Parameters<typeof checkFreeze>[0]>) =>
    checkFreeze({ ...none, ...members }).map(({ code, state }) => `${code} ${state}`)
  const until = frozen(`until=${end} reason=closing`)

  it.each<[string, Partial<Parameters<typeof checkFreeze>[0]>, string[]]>([
    ['passes without one', {}, ['not-frozen pass']],
    ['blocks a Service until its end', { annotations: until }, ['not-frozen block']],
    ['blocks a Service of a frozen namespace', { namespaceAnnotations: until }, ['not-frozen block']],
    ['tells of one that has ended', { annotations: until, nowMs: endMs }, ['not-frozen pass', 'freeze-ended info']],
    ['warns where the namespace could not be read', { namespaceAnnotations: null }, ['not-frozen warn']],
    [
      'blocks all the same when the Service is frozen',
      { namespaceAnnotations: null, annotations: until },
      ['not-frozen block'],
    ],
    [
      'lets no ended one of the Service thaw the namespace',
      { annotations: until, namespaceAnnotations: frozen('true'), nowMs: endMs },
      ['not-frozen block'],
    ],
  ])('%s', (_, members, expected) => {
    expect(states(members)).toEqual(expected)
  })

  it('names where, until when, and why', () => {
    const [found] = checkFreeze({ ...none, namespaceAnnotations: until })
    expect(found?.evidence).toBe('signpost/freeze on the namespace shop: until 2026-12-24T00:00:00.000Z, closing')
  })
})
