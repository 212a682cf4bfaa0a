import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ChangeMigration } from '@/components/migration/change-migration'
import { OpenMigration } from '@/components/migration/open-migration'
import { startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { id, makeSummary, service } from './migrations'

const href = `/migrations/prod/checkout/orders-db/${id}`
const listed = (...items: ReturnType<typeof makeSummary>[]) =>
  startConsoleServer({ 'GET /migrations': () => ({ body: { items, total: items.length, offset: 0, partial: [] } }) })

describe('the way to a migration', () => {
  it('leads from its Service while it is open, with the phase that it is at', async () => {
    await listed(makeSummary())
    renderScreen(<OpenMigration service={service} />)
    const link = await screen.findByRole('link', { name: 'Open the migration' })
    expect(link.getAttribute('href')).toBe(href)
    expect(screen.getByRole('status').textContent).toContain(
      'Phase 2 of 6, Mark the alias as the source. Begun by ada.',
    )
  })

  it('is not shown on another Service of the same name', async () => {
    await listed(makeSummary())
    renderScreen(
      <>
        <OpenMigration service={{ ...service, namespace: 'ledger' }} />
        <OpenMigration service={service} />
      </>,
    )
    expect(await screen.findAllByRole('link')).toHaveLength(1)
  })

  it('leads from a change that is a step of it, and names it where it is not among those that are seen', async () => {
    await listed(makeSummary())
    const other = '66666666-6666-4666-8666-666666666666'
    renderScreen(
      <>
        <ChangeMigration step={{ id, phase: 'switch' }} />
        <p>
          <ChangeMigration step={{ id: other, phase: 'mark' }} />
        </p>
      </>,
    )
    const link = await screen.findByRole('link', { name: 'AWS RDS to Neon Postgres' })
    expect(link.getAttribute('href')).toBe(href)
    expect(screen.getByText(other).parentElement?.textContent).toBe(`phase mark of ${other}`)
  })
})

describe('a Service that a migration touches and another one keeps', () => {
  it('leads to the migration as well, and says which Service keeps it', async () => {
    const green = { ...service, name: 'orders-db-green' }
    await listed(makeSummary({ services: [service, green] }))
    renderScreen(<OpenMigration service={green} />)
    expect((await screen.findByRole('link', { name: 'Open the migration' })).getAttribute('href')).toBe(href)
    expect(screen.getByRole('status').textContent).toContain('It is part of a migration')
    expect(screen.getByRole('status').textContent).toContain('Kept by orders-db in checkout.')
  })
})
