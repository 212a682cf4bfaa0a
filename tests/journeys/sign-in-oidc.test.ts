import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../control-plane/free-port.ts'
import { type RunningProvider, startProvider } from '../identity-provider/start-provider.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { launchBrowser } from './browser.ts'
import { type RunningConsole, startConsole } from './console.ts'
import { findViolations } from './find-violations.ts'
import { untilLive } from './journey.ts'

let plane: TestPlane
let provider: RunningProvider
let running: RunningConsole
let browser: Browser

beforeAll(async () => {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}`
  ;[plane, provider, browser] = await Promise.all([
    openTestPlane(),
    startProvider({ consoleUrls: [url] }),
    launchBrowser(),
  ])
  running = await startConsole(plane, {
    PORT: String(port),
    SIGNPOST_AUTH: 'oidc',
    SIGNPOST_URL: url,
    SIGNPOST_CA_BUNDLE: provider.caPath,
    SIGNPOST_OIDC_ISSUER: provider.issuer,
    SIGNPOST_OIDC_CLIENT_ID: provider.clientId,
    SIGNPOST_OIDC_CLIENT_SECRET: provider.clientSecret,
    SIGNPOST_OIDC_PREFIX: '-',
    SIGNPOST_OIDC_NAME: 'Company login',
  })
})

afterAll(async () => {
  await browser?.close()
  await running?.stop()
  await provider?.stop()
  await plane?.close()
})

async function open(path: string): Promise<Page> {
  // Its authority is one of this test.
  const context = await browser.newContext({ baseURL: running.url, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await page.goto(path)
  return page
}

/** Fills in the pages of the provider: who one is, and that the console may know it. */
async function fillIn(page: Page, user: string): Promise<void> {
  await page.locator('input[name="login"]').fill(user)
  await page.locator('input[name="password"]').fill('any')
  await page.locator('button[type="submit"]').click()
  await page.locator('input[name="prompt"][value="consent"]').waitFor({ state: 'attached' })
  await page.locator('button[type="submit"]').click()
}

const withProvider = (page: Page) => page.getByRole('link', { name: 'Sign in with Company login' })

describe('the sign-in by an OpenID provider', () => {
  it('says that the provider is away, and works once it is back', async () => {
    provider.goAway()
    const page = await open('/changes')
    try {
      await withProvider(page).click()
      await page.getByText('The sign-in provider does not answer').waitFor()
      expect(await findViolations(page)).toEqual([])
    } finally {
      provider.comeBack()
    }
    await withProvider(page).click()
    await fillIn(page, 'viewer')
    await untilLive(page)
    expect(page.url()).toBe(`${running.url}/changes`)
  })

  it('leads over its pages to the one that was asked for, and out of both again', async () => {
    const page = await open('/switches?environment=production')
    await withProvider(page).click()
    await fillIn(page, 'viewer')
    await untilLive(page)
    expect(page.url()).toBe(`${running.url}/switches?environment=production`)
    await page.getByRole('button', { name: /Signed in as.*viewer/ }).click()
    await page.getByRole('menu').getByText('from the sign-in provider').waitFor()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: /yes/i }).click()
    await page.waitForURL(`${running.url}/sign-in`)
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    const names = (await page.context().cookies(running.url)).map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('signpost-'))).toEqual([])
  })

  it('that is cancelled at the provider says so, and can be tried again', async () => {
    const page = await open('/changes')
    await withProvider(page).click()
    await page.getByText(/cancel/i).click()
    await page.getByText('The provider did not sign you in').waitFor()
    expect(await findViolations(page)).toEqual([])
    await withProvider(page).click()
    await fillIn(page, 'editor')
    await untilLive(page)
    expect(page.url()).toBe(`${running.url}/changes`)
  })
})
