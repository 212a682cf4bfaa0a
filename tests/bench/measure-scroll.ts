import type { Browser, Page } from 'playwright-core'
import { type Summary, summarise } from './statistics.ts'

export interface ScrollMeasure {
  /** From one frame to the next, in milliseconds, while the list is scrolled. */
  readonly frames: Summary
  readonly framesPerSecond: number
  /** The same on a page without anything, in the same browser. */
  readonly emptyPage: Summary
  readonly rowsPerSecond: number
}

const viewport = { width: 1440, height: 900 }
const rowPixels = 32
// Far faster than anybody reads: new rows at every frame.
const pixelsPerFrame = 320
const scrolledMs = 6000

/** Scrolls through the inventory from the top, so many pixels at every frame, and notes how far the frames are apart. */
export async function measureScroll(browser: Browser, url: string): Promise<ScrollMeasure> {
  const context = await browser.newContext({ viewport })
  try {
    const page = await context.newPage()
    await page.goto('about:blank')
    const emptyPage = summarise((await scroll(page, 0)).gaps)
    await page.goto(url)
    await page.getByRole('row').nth(15).waitFor()
    await page.waitForTimeout(1000)
    const { gaps, pixels } = await scroll(page, pixelsPerFrame)
    const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000
    if (pixels < viewport.height) throw new Error('the list of the inventory did not scroll')
    return {
      frames: summarise(gaps),
      framesPerSecond: gaps.length / seconds,
      emptyPage,
      rowsPerSecond: pixels / rowPixels / seconds,
    }
  } finally {
    await context.close()
  }
}

/** The gaps between the frames of some seconds, in which what scrolls around the first row is scrolled. */
function scroll(page: Page, pixelsEach: number): Promise<{ gaps: number[]; pixels: number }> {
  return page.evaluate(
    ({ step, limitMs }) =>
      new Promise<{ gaps: number[]; pixels: number }>((resolve) => {
        let list = document.querySelector('tbody')?.parentElement ?? null
        while (list !== null && list.scrollHeight <= list.clientHeight) list = list.parentElement
        const gaps: number[] = []
        let first = 0
        let last = 0
        const next = (atMs: number) => {
          if (last > 0) gaps.push(atMs - last)
          else first = atMs
          last = atMs
          if (atMs - first > limitMs) return resolve({ gaps, pixels: list?.scrollTop ?? 0 })
          list?.scrollBy(0, step)
          requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
      }),
    { step: pixelsEach, limitMs: scrolledMs },
  )
}
