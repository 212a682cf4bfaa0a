import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'
import { untilSettled } from './until-settled.ts'

const journey = planJourney()
const picture = 'figure svg[id^="diagram-"]'

beforeAll(async () => {
  await journey.apply(namespace('journey-diagram'), alias('journey-diagram', 'api', 'chain-3.broken.example'))
})

async function openFlow(options: Parameters<typeof journey.open>[1] = {}): Promise<Page> {
  const page = await journey.open(await journey.aliasPath('journey-diagram', 'api'), options)
  await page.locator(picture).waitFor()
  await untilSettled(page)
  return page
}

function pictureWidth(page: Page): Promise<number> {
  return page.locator(picture).evaluate((svg) => svg.getBoundingClientRect().width)
}

async function save(page: Page, kind: 'SVG' | 'PNG'): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Save as ${kind}` }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

describe('a diagram', () => {
  it('has its height before its picture comes, so that what is below it stays', async () => {
    const first = await openFlow()
    await first.getByText('Both vantages agree that it resolves.').waitFor()
    const page = await openFlow()
    const moved = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          new PerformanceObserver((list) => {
            const sources = list.getEntries().flatMap((entry) => Reflect.get(entry, 'sources'))
            const down = sources.filter(({ previousRect, currentRect }) => previousRect.y !== currentRect.y)
            resolve(down.map(({ node }) => node?.textContent ?? ''))
          }).observe({ type: 'layout-shift', buffered: true })
          // That nothing moves has no moment of its own: a second after the picture is there, fonts and late data have come.
          setTimeout(resolve, 1000, [])
        }),
    )
    expect(moved).toEqual([])
  })

  it('comes closer by button, key and Ctrl with the wheel, without moving what is below it, and goes back', async () => {
    const page = await openFlow()
    const first = await pictureWidth(page)
    const below = page.getByRole('heading', { name: 'Findings' })
    const place = await below.boundingBox()
    await page.getByRole('button', { name: 'Zoom in' }).click()
    expect(await pictureWidth(page)).toBeCloseTo(first * 1.25, 0)
    await page.keyboard.press('+')
    await page.locator('figure [role="img"]', { has: page.locator('svg[id^="diagram-"]') }).hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    expect(await pictureWidth(page)).toBeGreaterThan(first * 1.6)
    expect((await below.boundingBox())?.y).toBeCloseTo(place?.y ?? 0, 1)
    await page.getByRole('button', { name: /^Reset zoom/ }).click()
    expect(await pictureWidth(page)).toBeCloseTo(first, 0)
  })

  it('is dragged where there is more of it than fits', async () => {
    const page = await openFlow()
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Zoom in' }).click()
    const place = page.locator('figure [role="img"]', { has: page.locator('svg[id^="diagram-"]') })
    const scrolled = () => place.evaluate((element) => element.scrollLeft)
    const before = await scrolled()
    const box = await place.boundingBox()
    const [x, y] = [(box?.x ?? 0) + 400, (box?.y ?? 0) + 40]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 150, y, { steps: 4 })
    await page.mouse.up()
    expect(await scrolled()).toBeGreaterThan(before + 100)
  })

  it('is saved as SVG with its fonts inside and nothing from elsewhere, and as PNG', async () => {
    const page = await openFlow()
    const svg = await save(page, 'SVG')
    expect(svg.name).toBe('api-flow.svg')
    const text = svg.bytes.toString('utf8')
    expect(text).toContain('chain-3.broken.example')
    expect(text).toContain('url(data:font/woff2;base64,')
    expect(text).not.toMatch(/url\(["']?(https?:|\/)|<script|foreignObject/)
    const png = await save(page, 'PNG')
    expect(png.name).toBe('api-flow.png')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
    const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]
    expect(width).toBeGreaterThan(800)
    expect(height).toBeGreaterThan(150)
  })

  it('fills the window, leaves by Esc, and gives focus back', async () => {
    const page = await openFlow()
    const opener = page.getByRole('button', { name: 'Show in full size' })
    await opener.click()
    const full = page.getByRole('dialog')
    await full.locator('svg[id^="diagram-"]').waitFor()
    expect(await full.boundingBox()).toMatchObject({ x: 0, y: 0, width: 1280 })
    await page.keyboard.press('s')
    await page.keyboard.press('Escape')
    await full.waitFor({ state: 'detached' })
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('shows its tools on a screen that is touched, large enough for a finger', async () => {
    const page = await openFlow({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const tool = page.getByRole('button', { name: 'Zoom in' })
    const box = await tool.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    const bar = page.getByRole('toolbar').locator('..')
    expect(await bar.evaluate((element) => getComputedStyle(element).opacity)).toBe('1')
  })
})
