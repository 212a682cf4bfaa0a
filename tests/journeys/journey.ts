import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { launchBrowser } from './browser.ts'
import { type RunningConsole, startConsole } from './console.ts'
import { type PageComplaints, watchPage } from './watch-page.ts'

export interface Journey {
  readonly controlPlane: ControlPlane
  readonly console: () => RunningConsole
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** Runs kubectl as the administrator; throws with its words when it fails. */
  readonly kubectl: (args: readonly string[], stdin?: string) => Promise<string>
  /** Applies Kubernetes objects given as plain data. */
  readonly apply: (...objects: object[]) => Promise<void>
  /** The address of an alias' page. */
  readonly aliasPath: (namespace: string, name: string, tab?: string) => Promise<string>
}

/**
 * One console and one browser for the tests of a file, on the control plane of the run. No page may complain in any of them.
 * `prepare` gives the console further variables.
 */
export function planJourney(
  prepare: (controlPlane: ControlPlane) => Promise<Record<string, string>> = async () => ({}),
): Journey {
  let controlPlane: ControlPlane | undefined
  let running: RunningConsole | undefined
  let browser: Browser | undefined
  const complaints: PageComplaints[] = []
  const plane = () => (controlPlane ??= providedControlPlane())
  const started = () => running ?? fail('the console is not started yet')

  beforeAll(async () => {
    running = await startConsole(plane(), await prepare(plane()))
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
  })

  const kubectl = async (args: readonly string[], stdin?: string) => {
    const { stdout, stderr, code } = await plane().kubectl(args, stdin === undefined ? {} : { stdin })
    return code === 0 ? stdout : fail(`kubectl ${args.join(' ')}: ${stderr.trim()}`)
  }
  return {
    get controlPlane() {
      return plane()
    },
    console: started,
    kubectl,
    apply: async (...items) => {
      await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
    },
    open: async (path, options = {}) => {
      const { url } = started()
      const context = await (browser ?? fail('the browser is not started yet')).newContext({ baseURL: url, ...options })
      const page = await context.newPage()
      complaints.push(watchPage(page, url))
      await page.goto(path)
      await page
        .getByRole('status')
        .filter({ hasText: /^Live$/ })
        .waitFor()
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

function fail(reason: string): never {
  throw new Error(reason)
}
