import type { Page } from 'playwright-core'

/** Waits until nothing in view is still to come: fonts, busy parts, diagrams. What is out of sight may wait to be scrolled to. */
export async function untilSettled(page: Page, timeoutMs = 20_000): Promise<void> {
  // By its tag: behind an open sheet it has no role.
  await page.locator('main').first().waitFor({ timeout: timeoutMs })
  const isSettled = () => {
    const isInView = (node: Element) => {
      const { top, bottom, height } = node.getBoundingClientRect()
      return height > 0 && bottom > 0 && top < window.innerHeight
    }
    // What the server drew takes no key before React holds it.
    const isHeld = (node: Element | null) =>
      node === null || Object.keys(node).some((name) => name.startsWith('__reactProps'))
    const main = document.querySelector('main')
    const busy = [...document.querySelectorAll('[aria-busy="true"]')]
    return (
      document.fonts.status === 'loaded' &&
      !busy.some(isInView) &&
      isHeld(main) &&
      isHeld(main?.querySelector('button') ?? null)
    )
  }
  await page.waitForFunction(isSettled, undefined, { timeout: timeoutMs })
}
