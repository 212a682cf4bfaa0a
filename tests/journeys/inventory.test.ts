import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { seedCluster } from '../control-plane/seed-cluster.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
// Tall enough that every row is drawn: rows out of sight are not.
const viewport = { width: 1440, height: 3600 }

/** The aliases whose rows the page shows, as `namespace/name`. */
async function shownAliases(page: Page): Promise<string[]> {
  const links = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''))
  const rows = links.map((href) => /^\/services\/[^/]+\/([^/?]+)\/([^/?]+)$/.exec(href))
  return rows.flatMap((match) => (match ? [`${match[1]}/${match[2]}`] : []))
}

describe('the inventory', () => {
  it('shows manifests that kubectl applied within a second', async () => {
    const page = await journey.open('/', { viewport })
    await seedCluster(journey.controlPlane)
    const appliedAt = performance.now()
    const listed = await journey.kubectl([
      ...['get', 'services', '--all-namespaces', '--field-selector', 'spec.type=ExternalName'],
      ...['-o', 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'],
    ])
    const wanted = listed.trim().split('\n')
    expect(wanted.length).toBeGreaterThan(20)
    await poll(async () => (await missing(page, wanted)).length === 0, {
      what: 'every applied alias is a row',
      timeoutMs: 1000 - (performance.now() - appliedAt),
      everyMs: 20,
    })
    expect((await shownAliases(page)).sort()).toEqual(wanted.sort())
  })

  it('follows a patch, a new alias and a deletion without a reload', async () => {
    await journey.apply(
      namespace('journey-live'),
      alias('journey-live', 'moves', 'api-v1.backend.com'),
      alias('journey-live', 'goes', 'api-v1.backend.com'),
    )
    const page = await journey.open('/?namespace=journey-live', { viewport })
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'moves', exact: true }) })
    await row.getByText('api-v1.backend.com').first().waitFor()

    await journey.kubectl([
      ...['patch', 'service', 'moves', '-n', 'journey-live', '--type=merge'],
      ...['-p', '{"spec":{"externalName":"api-v2.backend.com"}}'],
    ])
    await row.getByText('api-v2.backend.com').first().waitFor({ timeout: 1000 })

    await journey.apply(alias('journey-live', 'comes', 'api-v2.backend.com'))
    await page.getByRole('link', { name: 'comes', exact: true }).waitFor({ timeout: 1000 })
    await journey.kubectl(['delete', 'service', 'goes', '-n', 'journey-live'])
    await page.getByRole('link', { name: 'goes', exact: true }).waitFor({ state: 'detached', timeout: 1000 })
  })

  it('keeps a search in its address, so that it can be sent as a link', async () => {
    await journey.apply(
      namespace('journey-search'),
      alias('journey-search', 'ledger', 'ledger.backend.com'),
      alias('journey-search', 'letters', 'letters.backend.com'),
    )
    const page = await journey.open('/?namespace=journey-search', { viewport })
    await page.keyboard.press('/')
    await page.keyboard.type('ledg')
    await page.waitForURL(/[?&]q=ledg/)
    await page.getByRole('link', { name: 'letters', exact: true }).waitFor({ state: 'detached' })
    const sent = new URL(page.url())
    const other = await journey.open(`${sent.pathname}${sent.search}`, { viewport })
    expect(await shownAliases(other)).toEqual(['journey-search/ledger'])
  })
})

async function missing(page: Page, wanted: readonly string[]): Promise<string[]> {
  const shown = new Set(await shownAliases(page))
  return wanted.filter((name) => !shown.has(name))
}
