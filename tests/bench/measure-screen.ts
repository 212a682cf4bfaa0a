import type { Browser, CDPSession, Page } from 'playwright-core'
import { type Summary, summarise } from './statistics.ts'

export interface ScreenMeasure {
  /** From the navigation to the frame in which the window is full of rows, with an empty browser cache. */
  readonly firstScreen: Summary
  readonly scriptBytes: number
  readonly heapBytes: number
  /** The heap after scrolling through the list. */
  readonly heapScrolledBytes: number
}

export interface KeystrokeMeasure {
  readonly latency: Summary
  /** Keystrokes after which nothing on screen changed. */
  readonly without: number
}

const viewport = { width: 1440, height: 900 }
const fullRows = 15

/** The inventory page of a warm console, opened so many times, each in a browser context of its own. */
export async function measureScreen(browser: Browser, url: string, times: number): Promise<ScreenMeasure> {
  const screens: number[] = []
  let scriptBytes = 0
  for (let index = 0; index <= times; index += 1) {
    const page = await newPage(browser)
    const session = await page.context().newCDPSession(page)
    scriptBytes = 0
    await countScripts(session, (bytes) => {
      scriptBytes += bytes
    })
    await page.addInitScript(noteFullScreen, fullRows)
    await page.goto(url, { waitUntil: 'load' })
    const shown = await page.waitForFunction(() => Reflect.get(window, 'benchFullScreen') ?? null)
    // The first one warms the browser up.
    if (index > 0) screens.push(Number(await shown.jsonValue()))
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined)
    await page.context().close()
  }
  return { firstScreen: summarise(screens), scriptBytes, ...(await measureHeap(browser, url)) }
}

// Runs in the page, before anything of it.
function noteFullScreen(rows: number): void {
  const look = () => {
    const links = document.querySelectorAll('main a[href^="/services/"]')
    if (links.length < rows) return requestAnimationFrame(look)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => Reflect.set(window, 'benchFullScreen', performance.now())
    port2.postMessage(null)
    return 0
  }
  requestAnimationFrame(look)
}

async function countScripts(session: CDPSession, add: (bytes: number) => void): Promise<void> {
  const scripts = new Set<string>()
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) add(encodedDataLength)
  })
  await session.send('Network.enable')
}

async function measureHeap(browser: Browser, url: string): Promise<{ heapBytes: number; heapScrolledBytes: number }> {
  const page = await newPage(browser)
  try {
    const session = await page.context().newCDPSession(page)
    await page.goto(url)
    await page.getByRole('row').nth(fullRows).waitFor()
    await page.waitForTimeout(1500)
    const heapBytes = await usedHeap(session)
    const { width, height } = viewport
    await page.mouse.move(width / 2, height / 2)
    for (let step = 0; step < 40; step += 1) {
      await page.mouse.wheel(0, 8000)
      await page.waitForTimeout(30)
    }
    await page.waitForTimeout(1000)
    return { heapBytes, heapScrolledBytes: await usedHeap(session) }
  } finally {
    await page.context().close()
  }
}

async function usedHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}

/** Types numbers into the search, and notes for each key when other aliases than before were drawn among what it finds. */
export async function measureKeystrokes(
  browser: Browser,
  url: string,
  words: readonly string[],
): Promise<KeystrokeMeasure> {
  const page = await newPage(browser)
  const times: number[] = []
  let without = 0
  try {
    await page.goto(url)
    await page.getByRole('row').nth(fullRows).waitFor()
    await page.waitForTimeout(1000)
    await page.keyboard.press('/')
    await page.getByRole('listbox').getByRole('group', { name: 'Aliases' }).waitFor()
    for (const word of words) {
      for (const key of [...word, ...[...word].map(() => 'Backspace')]) {
        await lookForRows(page)
        await page.keyboard.press(key)
        const elapsedMs = await page.evaluate<number | null>(() => Reflect.get(globalThis, 'rowsDrawn'))
        if (elapsedMs === null) without += 1
        else times.push(elapsedMs)
      }
    }
  } finally {
    await page.context().close()
  }
  return { latency: summarise(times), without }
}

/** Sets `rowsDrawn` in the page, before the key comes: how long after it other rows were drawn, null when none were. */
function lookForRows(page: Page): Promise<void> {
  return page.evaluate(() => {
    const rows = () => document.querySelector('[role=listbox] [role=group][aria-label=Aliases]')?.textContent ?? ''
    const before = rows()
    const drawn = new Promise<number | null>((resolve) => {
      let pressedAt = 0
      addEventListener(
        'keydown',
        ({ timeStamp }) => {
          pressedAt = timeStamp
        },
        { capture: true, once: true },
      )
      const startedAt = performance.now()
      const look = () => {
        if (pressedAt > 0 && rows() !== before) {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - pressedAt)
          port2.postMessage(null)
        } else if (performance.now() - startedAt > 1500) resolve(null)
        else requestAnimationFrame(look)
      }
      look()
    })
    Reflect.set(globalThis, 'rowsDrawn', drawn)
  })
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport })
  return context.newPage()
}
