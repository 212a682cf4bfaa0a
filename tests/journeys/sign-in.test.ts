import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './find-violations.ts'
import { planJourney, untilLive } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney(async () => ({ SIGNPOST_AUTH: 'token' }))

beforeAll(async () => {
  await journey.apply(namespace('journey-sign-in'), alias('journey-sign-in', 'api', 'api-v1.backend.com'))
})

const field = (page: Page) => page.getByLabel('Kubernetes token')

async function signIn(page: Page, token = journey.plane().token('viewer')) {
  await field(page).fill(token)
  await page.keyboard.press('Enter')
}

describe('the sign-in by token', () => {
  it('leads to the page that was asked for, by keyboard alone, and out again', async () => {
    const page = await journey.visit('/switches?environment=production')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await signIn(page)
    await untilLive(page)
    expect(page.url()).toBe(`${journey.console().url}/switches?environment=production`)
    await page.getByRole('button', { name: /Signed in as.*viewer/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('You are signed out').waitFor()
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  it('says that a token is not known, keeps the field, and takes another', async () => {
    const page = await journey.visit('/sign-in')
    await signIn(page, 'forged')
    await page.getByRole('alert').getByText('The API server does not know this token').waitFor()
    expect(await field(page).getAttribute('aria-invalid')).toBe('true')
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await signIn(page)
    await untilLive(page)
  })

  it('keeps what a page holds when the session ends, and goes on by itself after a sign-in in another tab', async () => {
    const page = await journey.visit('/services/new?namespace=journey-sign-in')
    await signIn(page, journey.plane().token('admin'))
    await untilLive(page)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('half-written')
    const { url } = journey.console()
    await page.context().request.delete('/api/v1/session', { headers: { origin: url } })
    const dialog = page.getByRole('dialog', { name: 'You are signed out' })
    await dialog.waitFor()
    expect(await findViolations(page)).toEqual([])
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ])
    await signIn(tab, journey.plane().token('admin'))
    await untilLive(tab)
    await tab.close()
    await dialog.waitFor({ state: 'hidden' })
    await untilLive(page)
    expect(await name.inputValue()).toBe('half-written')
  })

  it('stays one tab’s to leave: Escape puts it aside and what lies below stays', async () => {
    const page = await journey.visit('/services/new?namespace=journey-sign-in')
    await signIn(page, journey.plane().token('admin'))
    await untilLive(page)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('half-written')
    await page.context().request.delete('/api/v1/session', { headers: { origin: journey.console().url } })
    await page.getByRole('dialog', { name: 'You are signed out' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('status').getByRole('link', { name: 'Sign in again' }).waitFor()
    expect(await name.inputValue()).toBe('half-written')
  })
})

describe.each([
  ['wide', 'light', 1440, 900],
  ['narrow', 'dark', 390, 844],
] as const)('the page of the sign-in, %s and %s', (_, colorScheme, width, height) => {
  it.each(['', '?why=token-expired&to=%2Fswitches', '?why=session-unreadable', '?why=nonsense%3Cb%3E'])(
    'can be used by everybody: %s',
    async (query) => {
      const page = await journey.visit(`/sign-in${query}`, { colorScheme, viewport: { width, height } })
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
      expect(await page.getByText('nonsense').count()).toBe(0)
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    },
  )
})
