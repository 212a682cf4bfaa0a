import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Administrator } from '../plane/administrator.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { launchBrowser } from './browser.ts'
import { type RunningConsole, startConsole } from './console.ts'
import { type PageComplaints, watchPage } from './watch-page.ts'

export interface Journey {
  readonly plane: () => TestPlane
  readonly administrator: () => Administrator
  readonly console: () => RunningConsole
  /** A page of a browser of its own, once it is live. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** The same without waiting for the stream: for pages outside the console. */
  readonly visit: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** Applies Kubernetes objects given as plain data. */
  readonly apply: (...objects: object[]) => Promise<void>
  /** The address of an alias' page. */
  readonly aliasPath: (namespace: string, name: string, tab?: string) => Promise<string>
}

/**
 * One console and one browser for the tests of a file, on the control plane of the run or an embedded one. No page may complain in any of them.
 * `prepare` gives the console further variables.
 */
export function planJourney(
  prepare: (plane: TestPlane) => Promise<Record<string, string>> = async () => ({}),
): Journey {
  let opened: TestPlane | undefined
  let running: RunningConsole | undefined
  let browser: Browser | undefined
  const complaints: PageComplaints[] = []
  const plane = () => opened ?? fail('the control plane is not there yet')
  const started = () => running ?? fail('the console is not started yet')

  beforeAll(async () => {
    opened = await openTestPlane()
    running = await startConsole(opened, await prepare(opened))
    browser = await launchBrowser()
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    const found = complaints.splice(0)
    expect(found).toEqual(found.map(() => ({ strangers: [], dialogs: [], errors: [] })))
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    await opened?.close()
  })

  const visit = async (path: string, options: BrowserContextOptions = {}) => {
    const { url } = started()
    const context = await (browser ?? fail('the browser is not started yet')).newContext({ baseURL: url, ...options })
    const page = await context.newPage()
    complaints.push(watchPage(page, url))
    await page.goto(path)
    return page
  }

  return {
    plane,
    administrator: () => plane().administrator,
    console: started,
    apply: (...items) => plane().administrator.apply(...items),
    visit,
    open: async (path, options = {}) => {
      const page = await visit(path, options)
      await untilLive(page)
      return page
    },
    aliasPath: async (namespace, name, tab) => {
      const answer = await fetch(`${started().url}/api/v1/services?limit=1`)
      const { clusters } = await answer.json()
      const path = ['services', clusters[0].name, namespace, name].map(encodeURIComponent).join('/')
      return `/${path}${tab === undefined ? '' : `?tab=${tab}`}`
    },
  }
}

/** Waits until a page of the console follows it. A link may open a sheet, and what is behind a sheet is hidden from the accessibility tree. */
export async function untilLive(page: Page): Promise<void> {
  await page
    .getByRole('status', { includeHidden: true })
    .filter({ hasText: /^Live$/ })
    .waitFor()
}

function fail(reason: string): never {
  throw new Error(reason)
}
