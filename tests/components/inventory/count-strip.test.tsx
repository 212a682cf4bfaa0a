import { notifyManager } from '@tanstack/react-query'
import { cleanup, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { CountStrip } from '@/components/inventory/count-strip'
import { useInventoryUrl } from '@/components/inventory/use-inventory-params'
import type { SeverityHistoryView } from '@/lib/contract/severity-history'
import { makeFacets } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

notifyManager.setScheduler(queueMicrotask)
vi.stubEnv('TZ', 'UTC')

const facets = makeFacets({ severity: { critical: 3, warning: 4 }, owner: { none: 2 }, review: { overdue: 5, due: 2 } })
const hourAgo = { at: '2026-01-02T01:00:00Z', critical: 0, warning: 3, unknown: 2, info: 0, ok: 9, unowned: 1 }
const counted: SeverityHistoryView = {
  since: '2026-01-01T02:13:00Z',
  until: '2026-01-02T02:10:00Z',
  stepSeconds: 1800,
  samples: [hourAgo, { ...hourAgo, at: '2026-01-02T02:10:00Z', critical: 3 }],
  hourAgo,
}

function Strip({ history }: { history: SeverityHistoryView | undefined }) {
  return <CountStrip facets={facets} history={history} url={useInventoryUrl()} />
}

function show(history: SeverityHistoryView | undefined, search = '') {
  cleanup()
  const { container } = renderScreen(<Strip history={history} />, { search })
  const counts = within(screen.getByRole('region', { name: 'Counts' })).getAllByRole('button')
  return { container, counts: counts.map((count) => count.textContent) }
}

describe('each count', () => {
  it('stands beside what it was an hour ago', () => {
    expect(show(counted).counts).toEqual([
      '3critical1 h ago: 0',
      '4warning1 h ago: 3',
      '0unknown1 h ago: 2',
      '2unowned1 h ago: 1',
      '5review overdue2 due',
    ])
    expect(screen.getByRole('button', { name: /critical.*1 h ago: 0/ })).toBeTruthy()
  })

  it('compares with nothing before an hour has passed, and does not read that out', () => {
    expect(show({ ...counted, hourAgo: null }).counts[0]).toBe('3critical1 h ago: –')
    expect(screen.queryByRole('button', { name: /1 h ago/ })).toBeNull()
  })

  it('compares under filters of cluster, namespace and its own, and under no other', () => {
    expect(show(counted, '?namespace=orders&cluster=prod&severity=critical').counts).toEqual([
      '3critical1 h ago: 0',
      '4warning1 h ago: 3',
      '0unknown1 h ago: 2',
      '2unowned1 h ago: –',
      '5review overdue2 due',
    ])
    expect(show(counted, '?environment=production').counts[0]).toBe('3critical1 h ago: –')
    expect(show(counted, '?q=db').counts[0]).toBe('3critical1 h ago: –')
  })
})

describe('the history', () => {
  it('is a picture with words', () => {
    show(counted)
    const picture = screen.getByRole('img', { name: /at most at once: 3 critical \(within the last hour\), 3 warning/ })
    expect(picture.querySelectorAll('rect.fill-critical-solid')).toHaveLength(1)
    expect(screen.getByText('last 24 h')).toBeTruthy()
  })

  it('says that it is not filtered where it cannot be', () => {
    expect(show(counted, '?namespace=orders&severity=ok').container.textContent).not.toContain('unfiltered')
    expect(show(counted, '?environment=production').container.textContent).toContain('Verdicts, unfiltered')
  })

  it('says since when where that is less than a day', () => {
    const { container } = show({ ...counted, since: '2026-01-02T02:05:00Z' })
    expect(container.textContent).toMatch(/since \d\d:\d\d/)
  })

  it('keeps its place while nothing is known', () => {
    for (const history of [undefined, { ...counted, since: null, until: null, samples: [], hourAgo: null }]) {
      const { container } = show(history)
      expect(container.querySelector('svg[width="192"]')?.querySelectorAll('rect')).toHaveLength(1)
    }
    expect(screen.getByText('first count soon')).toBeTruthy()
  })
})
