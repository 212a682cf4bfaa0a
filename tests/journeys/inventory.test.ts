import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { poll } from '../control-plane/poll.ts'
import { readSeed } from '../control-plane/read-seed.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const aliasSchema = z.object({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  spec: z.object({ type: z.literal('ExternalName') }),
})
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

/** Collects from now on the texts of what something else moved; a number that grows in its own place, to the left, is none of these. */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  const collected = await page.evaluateHandle(() => {
    const moved: string[] = []
    new PerformanceObserver((list) => {
      for (const { node, previousRect, currentRect } of list
        .getEntries()
        .flatMap((entry) => Reflect.get(entry, 'sources'))) {
        const isGrown = previousRect.right === currentRect.right && previousRect.y === currentRect.y
        if (!isGrown) moved.push(node?.textContent ?? '')
      }
    }).observe({ type: 'layout-shift' })
    return moved
  })
  return () => collected.jsonValue()
}

function aliasesOf(objects: readonly object[]): string[] {
  return objects.flatMap((object) => {
    const parsed = aliasSchema.safeParse(object)
    return parsed.success ? [`${parsed.data.metadata.namespace}/${parsed.data.metadata.name}`] : []
  })
}

describe('the inventory', () => {
  it('shows manifests that were applied within a second', async () => {
    const page = await journey.open('/', { viewport })
    const seed = await readSeed()
    const wanted = aliasesOf(seed)
    expect(wanted.length).toBeGreaterThan(20)
    await journey.apply(...seed)
    await poll(async () => (await missing(page, wanted)).length === 0, {
      what: 'every applied alias is a row',
      timeoutMs: 1000,
      everyMs: 20,
    })
    // Namespaces of other tests may still be on their way out, so that both sides move.
    await poll(
      async () => {
        const listed = await journey.administrator().listAliases()
        const all = listed.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
        expect((await shownAliases(page)).sort()).toEqual(all.sort())
        return true
      },
      { what: 'the page shows what the cluster has', timeoutMs: 10_000 },
    )
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

    await journey
      .administrator()
      .patchService('journey-live', 'moves', { spec: { externalName: 'api-v2.backend.com' } })
    await row.getByText('api-v2.backend.com').first().waitFor({ timeout: 1000 })

    await journey.apply(alias('journey-live', 'comes', 'api-v2.backend.com'))
    await page.getByRole('link', { name: 'comes', exact: true }).waitFor({ timeout: 1000 })
    await journey.administrator().deleteService('journey-live', 'goes')
    await page.getByRole('link', { name: 'goes', exact: true }).waitFor({ state: 'detached', timeout: 1000 })
  })

  it('moves nothing under the pointer while aliases change, come and go, and time passes', async () => {
    await journey.apply(
      namespace('journey-still'),
      alias('journey-still', 'changes', 'api-v1.backend.com'),
      alias('journey-still', 'goes', 'api-v1.backend.com'),
    )
    const page = await journey.open('/?namespace=journey-still', { viewport: { width: 1440, height: 900 } })
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'changes', exact: true }) })
    await row
      .getByText(/^203\.|^api-v1/)
      .first()
      .waitFor()
    await row.hover()
    const shifts = await watchShifts(page)
    await journey
      .administrator()
      .patchService('journey-still', 'changes', { spec: { externalName: 'api-v2.backend.com' } })
    await row.getByText('api-v2.backend.com').first().waitFor()
    await journey.apply(alias('journey-still', 'a-new-one', 'nowhere.backend.com'))
    await journey.administrator().deleteService('journey-still', 'goes')
    await page.getByRole('button', { name: /2 updates/ }).waitFor()
    await page.clock.setFixedTime(Date.now() + 15_000)
    await page.getByText(/^Last heard 1\d s ago$/).waitFor()
    expect(await shifts()).toEqual([])
  })

  it('moves no row on a narrow screen when the host that explained several heals', async () => {
    await journey.apply(
      namespace('journey-heals'),
      alias('journey-heals', 'one', 'gone.broken.example'),
      alias('journey-heals', 'two', 'gone.broken.example'),
    )
    const page = await journey.open('/?namespace=journey-heals', { viewport: { width: 390, height: 844 } })
    await page.getByRole('region', { name: 'Insight' }).getByText('gone.broken.example').waitFor()
    const link = page.getByRole('link', { name: 'two', exact: true })
    await link.hover()
    const place = await link.boundingBox()
    await journey.administrator().patchService('journey-heals', 'one', { spec: { externalName: 'api-v1.backend.com' } })
    await page.getByText('No single host explains several of them now.').waitFor()
    expect((await link.boundingBox())?.y).toBe(place?.y)
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
    await page.getByRole('option', { name: /^anything contains ledg/ }).click()
    await page.waitForURL(/[?&]q=ledg/)
    expect(new URL(page.url()).searchParams.get('namespace')).toBe('journey-search')
    await page.getByRole('link', { name: 'letters', exact: true }).waitFor({ state: 'detached' })
    const sent = new URL(page.url())
    const other = await journey.open(`${sent.pathname}${sent.search}`, { viewport })
    expect(await shownAliases(other)).toEqual(['journey-search/ledger'])
  })
})

describe('the inventory, put together', () => {
  const names = async (page: Page) => (await shownAliases(page)).map((name) => name.split('/')[1])

  beforeAll(async () => {
    await journey.apply(
      namespace('journey-groups'),
      alias('journey-groups', 'one', 'api-v1.backend.com', { owner: 'alpha' }),
      alias('journey-groups', 'two', 'api-v2.backend.com', { owner: 'beta' }),
      alias('journey-groups', 'three', 'api-v1.backend.com', { owner: '=beta()' }),
    )
  })

  it('by host keeps what is folded in its address', async () => {
    const page = await journey.open('/?namespace=journey-groups&by=host', { viewport })
    await page.getByRole('button', { name: 'api-v1.backend.com', expanded: true }).click()
    await page.waitForURL(/fold=api-v1\.backend\.com/)
    expect(await names(page)).toEqual(['two'])
    await page.reload()
    expect(await names(page)).toEqual(['two'])
  })

  it('leaves out an owner at the verb of its filter', async () => {
    const page = await journey.open('/?namespace=journey-groups&owner=alpha', { viewport })
    await page.getByRole('button', { name: 'owner is alpha: change to is not' }).click()
    await page.getByRole('link', { name: 'one', exact: true }).waitFor({ state: 'detached' })
    expect((await names(page)).sort()).toEqual(['three', 'two'])
  })

  it('is saved as shown, with nothing in it that a spreadsheet would run', async () => {
    const page = await journey.open('/?namespace=journey-groups&sort=-name&columns=target,owner', { viewport })
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV of what is shown' }).click()
    expect(await readFile(await (await download).path(), 'utf8')).toBe(
      'Severity,Name,Target,Owner\r\n' +
        'ok,two,api-v2.backend.com,beta\r\n' +
        'ok,three,api-v1.backend.com,"\'=beta()"\r\n' +
        'ok,one,api-v1.backend.com,alpha\r\n',
    )
  })

  it('asks and copies from the menu of a row, and says what came of it', async () => {
    const page = await journey.open('/?namespace=journey-groups', {
      viewport,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.keyboard.press('j')
    await page.keyboard.press('m')
    await page.getByRole('menuitem', { name: 'Copy kubectl line' }).click()
    await page
      .getByRole('status', { name: 'Notice' })
      .getByText(/^Copied kubectl --context/)
      .waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^kubectl --context \S+ -n journey-groups get service one -o yaml$/,
    )
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await page.keyboard.press('m')
    await page.getByRole('menuitem', { name: 'Ask now' }).click()
    await page
      .getByRole('status', { name: 'Notice' })
      .getByText(/^one: /)
      .waitFor()
  })

  it('opens the sheet of a switch by s, and gives focus back to its row', async () => {
    await journey.apply(
      namespace('journey-keys'),
      alias('journey-keys', 'api', 'api-v1.backend.com'),
      alias('journey-keys', 'api-blue', 'api-v1.backend.com'),
      alias('journey-keys', 'api-green', 'api-v2.backend.com'),
    )
    const page = await journey.open('/?namespace=journey-keys', { viewport })
    await page.getByRole('link', { name: 'api-green', exact: true }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: /green/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: /green/ }).waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('api')
  })
})

async function missing(page: Page, wanted: readonly string[]): Promise<string[]> {
  const shown = new Set(await shownAliases(page))
  return wanted.filter((name) => !shown.has(name))
}
