import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewsPageSchema } from '@/lib/contract/reviews'
import { findViolations } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const where = 'journey-reviews'
const query = `namespace=${where}`
const folder = await mkdtemp(join(tmpdir(), 'signpost-journey-'))
const narrow = { width: 390, height: 844 }

const journey = planJourney(async () => {
  const path = join(folder, 'signpost.yaml')
  await writeFile(path, 'teams:\n  - name: Ledger\n    groups: ["system:masters"]\n    owners: [ledger-team]\n')
  return { SIGNPOST_CONFIG: path }
})

beforeAll(async () => {
  await journey.apply(
    namespace(where, { environment: 'production' }),
    ...['api', 'db', 'mail', 'moves'].map((name) => alias(where, name, 'api-v1.backend.com', { owner: 'ledger-team' })),
    alias(where, 'stray', 'api-v1.backend.com', { owner: 'nobody-knows' }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Somebody else signs off, over the API. */
async function signOff(name: string, more: object = { decision: 'confirm' }): Promise<number> {
  const { url } = journey.console()
  const answer = await fetch(`${url}/api/v1/reviews?queue=all&${query}`)
  const item = reviewsPageSchema.parse(await answer.json()).items.find((each) => each.name === name)
  if (item === undefined) throw new Error(`no ${name}`)
  const { cluster, uid, hash, previous } = item
  const items = [{ cluster, namespace: where, name, uid, hash, previous }]
  const sent = await fetch(`${url}/api/v1/reviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...more, items }),
  })
  return sent.status
}

describe('a review', () => {
  it('begins with what is mine, is decided from the evidence by keys, and leaves the queue', async () => {
    const page = await journey.open('/')
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.waitForURL('**/reviews')
    await page.goto(`/reviews?${query}`)
    const table = page.getByRole('table', { name: 'Reviews' })
    await page.getByRole('button', { name: /^My queue 4/, pressed: true }).waitFor()
    expect(await table.getByRole('button', { name: /^stray/ }).count()).toBe(0)

    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody signed it off yet.').waitFor()
    await page.getByText('from owner').waitFor()
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.getByRole('status', { name: 'Notice' }).getByText('You signed off api').waitFor()
    await page.mouse.move(5, 5)
    await page.getByRole('button', { name: /^My queue 3/ }).waitFor()
    await page.getByRole('button', { name: /^Done 1/ }).click()
    await table.getByText('unchanged').waitFor()
  })

  it('that somebody else was faster with is told, with what they decided', async () => {
    const page = await journey.open(`/reviews?${query}`)
    const row = page.getByRole('button', { name: /^db/ })
    await row.click()
    await page.getByText('Nobody signed it off yet.').waitFor()
    await page.getByRole('button', { name: 'Retire…' }).click()
    await page.getByRole('textbox', { name: /Reason/ }).fill('nobody uses it')
    expect(await signOff('db', { decision: 'needs-change', reason: 'wrong port' })).toBe(201)
    const alert = page.getByRole('alert').filter({ hasText: 'asked for a change of it meanwhile' })
    await alert.getByText('wrong port').waitFor()
    await page.getByRole('cell', { name: /needs change: wrong port/ }).waitFor()
    await page.getByRole('button', { name: 'Decide all the same' }).click()
    await page.getByRole('button', { name: 'Retire', exact: true }).click()
    await page.getByRole('status', { name: 'Notice' }).getByText('You asked to retire db').waitFor()
  })

  it('is void when the target changes, in the queue, in the inventory and on the page of the alias', async () => {
    expect(await signOff('moves')).toBe(201)
    const page = await journey.open(`/reviews?${query}&queue=all`)
    await page.getByRole('row', { name: /moves.*unchanged/ }).waitFor()
    await journey.administrator().patchService(where, 'moves', { spec: { externalName: 'api-v2.backend.com' } })
    await page.getByRole('row', { name: /moves.*api-v1 to api-v2/ }).waitFor()
    await page.goto(`/?${query}&review=changed`)
    await page
      .getByRole('button', { name: /review is changed since sign-off|Remove/ })
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'moves' }).waitFor()
    await page.goto(await journey.aliasPath(where, 'moves'))
    await page.getByRole('link', { name: 'changed since sign-off' }).click()
    await page.waitForURL('**/reviews?**')
    await page.getByText('Target, then and now').waitFor()
  })

  it('of several that are unchanged is confirmed at once', async () => {
    for (const name of ['mail', 'stray']) expect(await signOff(name)).toBe(201)
    const page = await journey.open(`/reviews?${query}&queue=done`)
    await page.getByRole('checkbox', { name: 'Select mail' }).check()
    await page.getByRole('checkbox', { name: 'Select stray' }).check()
    await page.getByRole('button', { name: 'Confirm 2' }).click()
    await page.getByRole('status', { name: 'Notice' }).getByText('You signed off 2').waitFor()
  })

  it('comes as a report that prints without the frame of the console, and as a table', async () => {
    const page = await journey.open(`/reviews?${query}&queue=all`)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^reviews-\d{4}-\d\d-\d\d\.csv$/)
    await page.getByRole('link', { name: 'Report' }).click()
    await page.waitForURL('**/reviews/report?**')
    await page.getByRole('table', { name: 'Signed off' }).first().waitFor()
    await page.emulateMedia({ media: 'print' })
    // As wide as A4 between its margins.
    await page.setViewportSize({ width: 700, height: 1000 })
    await page.getByRole('columnheader', { name: 'Code' }).first().waitFor()
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    const isWhole = await page.evaluate(
      () =>
        document.documentElement.scrollHeight >=
        (document.querySelector('article')?.scrollHeight ?? Number.POSITIVE_INFINITY),
    )
    expect(isWhole).toBe(true)
  })
})

describe('the reviews', () => {
  it.each([
    ['wide', undefined],
    ['narrow', narrow],
  ])('hold to the rules of accessibility, %s', async (_, viewport) => {
    for (const path of [`/reviews?${query}&queue=all`, `/reviews/report?${query}`, '/reviews?q=nothing-has-this']) {
      const page = await journey.open(path, viewport && { viewport })
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (path.includes('queue=all')) {
        await page.getByRole('button', { name: /^stray/ }).click()
        await page.getByText('Health and use').waitFor()
      }
      expect(await findViolations(page)).toEqual([])
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(isWide).toBe(false)
    }
  })
})
