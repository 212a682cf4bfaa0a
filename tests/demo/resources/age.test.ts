import { expect, it } from 'vitest'
import { age } from '../../../demo/resources/age.ts'

const now = new Date('2026-11-24T12:00:00Z')

it.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [200, '3m20s'],
  [600, '10m'],
  [10_800, '3h'],
  [12_600, '3h30m'],
  [172_800, '2d'],
  [180_000, '2d2h'],
  [864_000, '10d'],
])('%i seconds are %s', (seconds, text) => {
  expect(age(new Date(now.getTime() - seconds * 1000).toISOString(), now)).toBe(text)
})

it('is unknown of no time', () => {
  expect(age('', now)).toBe('<unknown>')
})
