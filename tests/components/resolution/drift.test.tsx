import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Drift } from '@/components/resolution/drift'
import type { ResolutionView } from '@/lib/contract/resolution'
import { renderScreen } from '../render-screen'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

function change(minutes: number, more: Partial<ResolutionView['history'][number]>): ResolutionView['history'][number] {
  return {
    at: minutesAgo(minutes),
    vantage: 'cluster',
    code: 'OK',
    severity: 'ok',
    summary: '',
    brokenAt: null,
    terminal: 'a.example.com',
    previousCode: null,
    previousTerminal: null,
    ...more,
  }
}

describe('the drift of an alias', () => {
  it('is a line per vantage that says in words for how long it was not fine, and what moved', () => {
    renderScreen(
      <Drift
        history={[
          change(180, {}),
          change(180, { vantage: 'outside' }),
          change(90, { previousCode: 'OK', terminal: 'b.example.com', previousTerminal: 'a.example.com' }),
          change(60, { code: 'NODATA', severity: 'critical', previousCode: 'OK', terminal: null }),
        ]}
      />,
    )
    expect(screen.getByRole('img', { name: 'cluster, 3 h: not fine for 1 h, another terminal name once' })).toBeTruthy()
    expect(screen.getByRole('img', { name: 'outside, 3 h: fine all the time' })).toBeTruthy()
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
  })

  it('looks back seven days at most', () => {
    renderScreen(<Drift history={[change(60 * 24 * 30, {})]} />)
    expect(screen.getByRole('img', { name: 'cluster, 7 d: fine all the time' })).toBeTruthy()
    expect(screen.getByText('No verdict changed in this time.')).toBeTruthy()
  })
})
