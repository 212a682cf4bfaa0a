import type { Page } from 'playwright-core'

export interface DrawnOptions {
  readonly text: string
  /** The selector of the element that will hold it. */
  readonly within: string
  readonly limitMs: number
}

/** When the frame with a text was drawn, in milliseconds since the epoch; null when it was not in time. */
export function drawnAt(page: Page, options: DrawnOptions): Promise<number | null> {
  return page.evaluate(
    ({ text, within, limitMs }) =>
      new Promise<number | null>((resolve) => {
        const finish = (value: number | null) => {
          observer.disconnect()
          clearTimeout(limit)
          resolve(value)
        }
        const look = () => {
          if (!document.querySelector(within)?.textContent?.includes(text)) return
          observer.disconnect()
          // The frame that holds the change has been handed over when the task after it runs.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => finish(performance.timeOrigin + performance.now())
            port2.postMessage(null)
          })
        }
        const observer = new MutationObserver(look)
        const limit = setTimeout(() => finish(null), limitMs)
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
        look()
      }),
    options,
  )
}
