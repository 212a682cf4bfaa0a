import { describe, expect, it } from 'vitest'
import { complaintOfOverride } from '@/lib/domain/change/override'

const nowMs = Date.UTC(2026, 10, 23, 14, 0, 0)
const at = (seconds: number) => ({ until: new Date(nowMs + seconds * 1000).toISOString() })

describe('an override', () => {
  it.each([
    ['that was given with the request', { until: null }],
    ['of a plan made this moment', at(600)],
    ['in its last second', at(1)],
    ['of a plan from a console whose clock is a minute ahead', at(660)],
  ])('%s holds', (_, override) => {
    expect(complaintOfOverride(override, nowMs)).toBeNull()
  })

  it.each([
    ['whose plan ends now', at(0), /^has passed \(2026-11-23T14:00:00\.000Z\)/],
    ['of yesterday', at(-86_400), /^has passed/],
    ['that would outlive every plan', at(661), /^must be at most 10 minutes ahead/],
  ])('%s does not', (_, override, complaint) => {
    expect(complaintOfOverride(override, nowMs)).toMatch(complaint)
  })
})
