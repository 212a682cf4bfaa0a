import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { LaneFacts } from '@/components/group/lane-facts'
import type { LaneProbe } from '@/lib/contract/probe'
import { renderScreen } from '../render-screen'

const probed: LaneProbe = {
  notProbed: null,
  port: 8443,
  at: '2026-11-24T00:00:00Z',
  problem: null,
  connectedMs: 8.6,
  connectMs: [...Array.from({ length: 25 }, (_, index) => index + 1), null],
  certificate: { daysLeft: 11.4, trust: 'private-ca', severity: 'warning', isHostCovered: true },
}
const show = (change: Partial<LaneProbe> = {}) =>
  renderScreen(<LaneFacts probe={{ ...probed, ...change }} readiness="6 of 6" />)

describe('the facts of a lane', () => {
  it('is its certificate with the severity, and the middle of the last 26 connections', () => {
    show()
    expect(screen.getByText('11 d, private CA').title).toBe('ends in 11 d, private CA')
    expect(screen.getByText('13 ms')).toBeTruthy()
    expect(screen.getByRole('img', { name: /^26 connections, half of them within 13 ms, 1 failed$/ })).toBeTruthy()
  })

  it('says why there is none', () => {
    show({ connectedMs: null, connectMs: [null], certificate: null, problem: 'connection refused' })
    expect(screen.getByText('8443: connection refused')).toBeTruthy()
    expect(screen.getByText('none seen')).toBeTruthy()
  })

  it('says that nothing is probed, and why in the tooltip', () => {
    show({ notProbed: 'Probing is off.', at: null, connectMs: [], certificate: null })
    expect(screen.getAllByText('not probed').map(({ title }) => title)).toEqual(['Probing is off.', 'Probing is off.'])
  })
})
