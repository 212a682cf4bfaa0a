import type { Page } from 'playwright-core'

/** What a page did that no page should do. */
export interface PageComplaints {
  /** Requests to anywhere but the console. */
  readonly strangers: string[]
  /** Dialogs that a script opened. */
  readonly dialogs: string[]
  /** Exceptions and errors on the page's console, refusals of the content security policy among them. */
  readonly errors: string[]
}

/** Notes from now on what the page does that it should not. Answers of the API in the 400s and 500s are the tests' own business. */
export function watchPage(page: Page, origin: string): PageComplaints {
  const complaints: PageComplaints = { strangers: [], dialogs: [], errors: [] }
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') complaints.strangers.push(request.url())
  })
  page.on('dialog', (dialog) => {
    complaints.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => complaints.errors.push(String(error)))
  page.on('console', (message) => {
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) complaints.errors.push(message.text())
  })
  return complaints
}
