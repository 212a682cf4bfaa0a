import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const narrow = { width: 390, height: 844 }

beforeAll(async () => {
  const trio = (name: string, green: string) => [
    alias('journey-sheet', name, 'api-v1.backend.com'),
    alias('journey-sheet', `${name}-blue`, 'api-v1.backend.com'),
    alias('journey-sheet', `${name}-green`, green),
  ]
  await journey.apply(
    namespace('journey-sheet', { environment: 'staging' }),
    ...trio('keys', 'api-v2.backend.com'),
    ...trio('maps', 'refused.broken.example'),
    ...trio('gone', 'nowhere.broken.example'),
  )
})

function groupOf(page: Page, name: string) {
  return page.getByRole('article', { name: `Group ${name} in journey-sheet` })
}

async function openSheet(options: BrowserContextOptions = {}) {
  const page = await journey.open('/switches?environment=staging&show=not-ready', options)
  const opener = groupOf(page, 'maps').getByRole('button', { name: /Review and switch/ })
  await opener.click()
  const sheet = page.getByRole('dialog', { name: /Switch maps to green/ })
  await sheet.getByRole('heading', { name: 'Before' }).waitFor()
  // A diagram is drawn once it is seen.
  await sheet.getByRole('heading', { name: 'After', exact: true }).scrollIntoViewIfNeeded()
  await sheet.locator('svg[id^="diagram-"]').first().waitFor()
  return { page, opener, sheet }
}

describe('the switches', () => {
  it('are switched and undone by keys alone', async () => {
    const page = await journey.open('/switches?environment=staging')
    await page.keyboard.press('j')
    for (let tries = 0; tries < 12; tries += 1) {
      const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
      if (label === 'Group keys in journey-sheet') break
      await page.keyboard.press('j')
    }
    await page.keyboard.press('s')
    const keys = groupOf(page, 'keys')
    await keys.getByRole('group', { name: 'green lane' }).getByText('Live').waitFor()
    // The record may show the change before the page's own request has ended; Undo is not to be had until then.
    await keys.getByRole('button', { name: 'Undo', disabled: false }).waitFor()
    await page.keyboard.press('u')
    await keys.getByRole('group', { name: 'blue lane' }).getByText('Live').waitFor()
  })

  it('say why one is blocked and how to mend it, and lead to its checks', async () => {
    const page = await journey.open('/switches?show=not-ready')
    const gone = groupOf(page, 'gone')
    await gone.getByText('Green does not exist.').waitFor()
    expect(await gone.getByRole('button', { name: 'Switch to green' }).getAttribute('aria-disabled')).toBe('true')
    await gone.getByRole('button', { name: 'See the checks…' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/Go on all the same/)
      .waitFor()
  })
})

describe('the sheet of a change', () => {
  it('keeps focus while it is open, and gives it back', async () => {
    const { page, opener, sheet } = await openSheet()
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab')
      // At its end focus is led back to its beginning, a moment after the key.
      await expect.poll(() => sheet.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('stays open when a diagram in it leaves its full size', async () => {
    const { page, sheet } = await openSheet()
    await sheet.getByRole('button', { name: 'Show in full size' }).first().click()
    const full = sheet.locator('dialog')
    await full.locator('svg[id^="diagram-"]').waitFor()
    await page.keyboard.press('Escape')
    await full.waitFor({ state: 'detached' })
    expect(await sheet.isVisible()).toBe(true)
  })

  it('leaves 44 px of the page on a narrow screen', async () => {
    const { sheet } = await openSheet({ viewport: narrow })
    expect(await sheet.boundingBox()).toEqual({ x: 0, y: 44, width: 390, height: 800 })
  })

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { colorScheme: 'dark', viewport: narrow }],
  ] as const)('is without accessibility violations: %s', async (_look, options) => {
    const { page } = await openSheet({ reducedMotion: 'reduce', ...options })
    expect(await findViolations(page, '[role="dialog"]')).toEqual([])
  })
})
