import { act, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Age } from '@/components/ui/age'
import { absoluteTime, ageOf, formatAge } from '@/components/ui/format-age'
import { formatTtl } from '@/components/ui/format-ttl'
import { Ttl } from '@/components/ui/ttl'
import { renderScreen } from '../render-screen'

const day = 86_400

describe('formatAge', () => {
  it.each([
    [-5, '0 s'],
    [23.9, '23 s'],
    [12 * 60, '12 min'],
    [3 * 3600 + 59 * 60, '3 h'],
    [89 * day, '89 d'],
    [150 * day, '5 mo'],
    [364 * day, '12 mo'],
    [800 * day, '2 y'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text)
  })

  it('has no age for what is no time', () => {
    expect(ageOf('yesterday', 0)).toBeNull()
    expect(absoluteTime('yesterday')).toBe('yesterday')
  })
})

describe('formatTtl', () => {
  it.each([
    [212, 300, '212', '300'],
    [0, 30, '0', '30'],
    [6840, 7200, '1.9', '2 h'],
    [90_000, 259_200, '1', '3 d'],
    [50, 20, '50', '50'],
  ])('writes %d of %d seconds in one unit', (left, highest, shownLeft, shownHighest) => {
    expect(formatTtl(left, highest)).toEqual({ left: shownLeft, highest: shownHighest })
  })

  it('shows a dash where nothing was answered', () => {
    renderScreen(<Ttl leftSeconds={null} highestSeconds={null} />)
    expect(screen.getByText('—')).toBeTruthy()
  })
})

describe('Age', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('ticks, and keeps the absolute time in its tooltip', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:58Z') })
    renderScreen(<Age at="2026-11-23T12:00:00Z" />)
    const age = screen.getByText('58 s')
    expect(age.title).toBe('23 Nov 2026, 12:00:00 UTC')
    act(() => {
      vi.advanceTimersByTime(2000)
    })
    expect(age.textContent).toBe('1 min')
  })
})
