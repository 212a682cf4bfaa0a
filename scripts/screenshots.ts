import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../tests/journeys/browser.ts'
import { untilSettled } from '../tests/journeys/until-settled.ts'

const usage = `usage: node scripts/screenshots.ts URL [--alias NAMESPACE/NAME] [--resolution NAMESPACE/NAME] [--out FOLDER]

Makes the pictures of the documents from a running console, best that of \`npm run demo\`.
  --alias       the alias whose overview is shown (catalogue/books-db)
  --resolution  the alias whose resolution is shown (warehouse/archive)
  --out         where the pictures go (docs/screenshots)`

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }
const looks = [
  { suffix: 'light', viewport: wide, colorScheme: 'light' },
  { suffix: 'dark', viewport: wide, colorScheme: 'dark' },
  { suffix: 'narrow', viewport: narrow, colorScheme: 'light' },
  { suffix: 'narrow-dark', viewport: narrow, colorScheme: 'dark' },
] as const

// Longer than any transition of the design.
const transitionMs = 400

interface Subjects {
  readonly alias: string
  readonly resolution: string
}

async function main(url: URL, subjects: Subjects, folder: string): Promise<void> {
  const screens = {
    inventory: '/',
    alias: await aliasPath(url, subjects.alias),
    'alias-resolution': `${await aliasPath(url, subjects.resolution)}?tab=resolution`,
    switches: '/switches',
    environments: '/environments?open=storefront/images',
  }
  await mkdir(folder, { recursive: true })
  const browser = await launchBrowser()
  try {
    for (const look of looks) {
      for (const [name, path] of Object.entries(screens))
        await takePicture(browser, new URL(path, url), look, join(folder, `${name}-${look.suffix}.png`))
    }
  } finally {
    await browser.close()
  }
}

async function takePicture(browser: Browser, url: URL, look: (typeof looks)[number], file: string): Promise<void> {
  const { viewport, colorScheme } = look
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'theme', value: colorScheme, url: url.origin }])
  const page = await context.newPage()
  const answer = await page.goto(url.href)
  if (!answer?.ok()) throw new Error(`${url.pathname}: status ${answer?.status() ?? 'unknown'}`)
  await untilSettled(page)
  await page.waitForTimeout(transitionMs)
  await page.screenshot({ path: file })
  console.log(file)
  await context.close()
}

async function aliasPath(url: URL, aliasName: string): Promise<string> {
  const answer = await fetch(new URL('/api/v1/services?limit=1', url))
  const { clusters } = await answer.json()
  const cluster: unknown = clusters?.[0]?.name
  if (typeof cluster !== 'string') throw new Error(`${url.origin} shows no cluster`)
  return `/services/${[cluster, ...aliasName.split('/')].map(encodeURIComponent).join('/')}`
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { alias: { type: 'string' }, resolution: { type: 'string' }, out: { type: 'string' } },
})
const [address] = positionals
if (address === undefined || !URL.canParse(address)) {
  console.error(usage)
  process.exitCode = 1
} else {
  const folder = resolve(values.out ?? join(import.meta.dirname, '..', 'docs', 'screenshots'))
  const subjects = {
    alias: values.alias ?? 'catalogue/books-db',
    resolution: values.resolution ?? 'warehouse/archive',
  }
  await main(new URL(address), subjects, folder)
}
