import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import type { ClusterStatus, SilentResolver } from '@/lib/contract/services'
import { itsDomain } from '../../lib/client/rows'

const silent: SilentResolver = {
  vantage: 'outside',
  resolver: '192.0.2.53:53',
  since: '2026-11-23T14:02:00Z',
  why: 'no answer within 3 s',
  replacedBy: null,
}

function cluster(name: string, ...silentResolvers: SilentResolver[]): ClusterStatus {
  return { ...itsDomain, name, label: name, state: 'live', silentResolvers }
}

it('says one silent resolver once, however many clusters ask it, and that verdicts from there are unknown', () => {
  render(<ClusterBanners clusters={[cluster('prod', silent), cluster('edge', silent)]} />)
  const said = screen.getAllByRole('status').map(({ textContent }) => textContent)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(
    /^The resolver 192\.0\.2\.53:53 of the outside view has not answered since 14:02 UTC: no answer within 3 s\. Verdicts from there are unknown\./,
  )
})

it('tells the DNS of one cluster from that of another by its name', () => {
  const own = { ...silent, vantage: 'cluster', resolver: '10.96.0.10:53' } as const
  render(<ClusterBanners clusters={[cluster('prod', own), cluster('edge', own)]} />)
  const said = screen.getAllByRole('status').map(({ textContent }) => textContent)
  expect(said[0]).toContain('of the cluster view of prod has not answered')
  expect(said[1]).toContain('of the cluster view of edge has not answered')
})

it('says which resolver answers in its place, and says nothing once all of them answer', () => {
  const { rerender } = render(
    <ClusterBanners clusters={[cluster('prod', { ...silent, replacedBy: '192.0.2.54:53' })]} />,
  )
  expect(screen.getByRole('status').textContent).toContain('The next one, 192.0.2.54:53, answers in its place.')
  rerender(<ClusterBanners clusters={[{ ...itsDomain, name: 'prod', label: 'prod', state: 'live' }]} />)
  expect(screen.queryByRole('status')).toBeNull()
})

it('shows what a resolver is called and said as text, however it is spelled', () => {
  render(<ClusterBanners clusters={[cluster('prod', { ...silent, why: '<b>\u202eevil</b>' })]} />)
  expect(screen.getByRole('status').querySelectorAll('b')).toHaveLength(1)
  expect(screen.getByRole('status').textContent).not.toContain('\u202e')
})

it('says of a cluster among others that it could not be read, and why; alone it is said in place of the list', () => {
  const away = { ...itsDomain, name: 'edge', label: 'edge', state: 'connecting', why: 'connection refused' } as const
  const { rerender } = render(<ClusterBanners clusters={[cluster('prod'), away]} />)
  expect(screen.getByRole('status').textContent).toMatch(/^edge was not read yet\.\s*connection refused\./)
  rerender(<ClusterBanners clusters={[away]} />)
  expect(screen.queryByRole('status')).toBeNull()
})
