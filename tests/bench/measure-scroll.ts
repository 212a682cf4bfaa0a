import type { Browser, Page } from 'playwright-core'
import { type Summary, summarise } from './statistics.ts'

export interface ScrollMeasure {
  /** As fast as a wheel turns. */
  readonly wheel: ScrollSpeed
  /** As when the scroll bar is dragged: ten new rows at every frame. */
  readonly thrown: ScrollSpeed
}

export interface ScrollSpeed {
  readonly list: Scrolled
  /** As many lines of plain text in the same browser, scrolled as fast: what the machine can draw. */
  readonly plain: Scrolled
}

export interface Scrolled {
  /** From one frame to the next, in milliseconds. */
  readonly frames: Summary
  readonly perSecond: number
}

const viewport = { width: 1440, height: 900 }
const wheelPixels = 80
const thrownPixels = 320
const scrolledMs = 6000

/** Scrolls through the inventory from the top, so many pixels at every frame, and notes how far the frames are apart. */
export async function measureScroll(browser: Browser, url: string): Promise<ScrollMeasure> {
  const context = await browser.newContext({ viewport })
  try {
    const plain = await context.newPage()
    await plain.evaluate(showPlainLines)
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('row').nth(15).waitFor()
    await page.waitForTimeout(1000)
    const both = async (pixels: number): Promise<ScrollSpeed> => ({
      plain: await onFront(plain, () => scroll(plain, pixels)),
      list: await onFront(page, () => scroll(page, pixels)),
    })
    return { wheel: await both(wheelPixels), thrown: await both(thrownPixels) }
  } finally {
    await context.close()
  }
}

// A page behind another one draws no frames.
async function onFront<Result>(page: Page, run: () => Promise<Result>): Promise<Result> {
  await page.bringToFront()
  return run()
}

function showPlainLines(): void {
  const lines = Array.from({ length: 10_000 }, (_, index) => `alias-${index} in a namespace → host-${index}.example`)
  document.body.innerHTML = `<main style="height:100vh;overflow:auto"><table><tbody><tr><td style="white-space:pre;line-height:32px"></td></tr></tbody></table></main>`
  const cell = document.querySelector('td')
  if (cell !== null) cell.textContent = lines.join('\n')
}

/** The gaps between the frames of some seconds, in which what scrolls around the first row is scrolled. */
async function scroll(page: Page, pixelsEach: number): Promise<Scrolled> {
  const { gaps, pixels } = await page.evaluate(
    ({ step, limitMs }) =>
      new Promise<{ gaps: number[]; pixels: number }>((resolve) => {
        let list = document.querySelector('tbody')?.parentElement ?? null
        while (list !== null && list.scrollHeight <= list.clientHeight) list = list.parentElement
        list?.scrollTo(0, 0)
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
  if (pixels < viewport.height) throw new Error('the list did not scroll')
  return { frames: summarise(gaps), perSecond: (gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0) }
}
