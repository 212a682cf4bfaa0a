import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { launchBrowser } from './browser.ts'
import { watchPage } from './watch-page.ts'

let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(request.url === '/bad' ? badPage : '<p>quiet</p>')
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  origin = `http://127.0.0.1:${port}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const badPage = `<img src="http://127.0.0.1:1/tracker.png">
<script>console.error('said'); setTimeout(() => { throw new Error('thrown') }); alert('shown')</script>`

describe('watchPage', () => {
  it('notes a stranger that is asked, a dialog, an exception and an error on the console', async () => {
    const page = await browser.newPage()
    const complaints = watchPage(page, origin)
    await page.goto(`${origin}/bad`)
    await poll(async () => complaints.errors.length >= 2, { what: 'both errors are noted', timeoutMs: 5000 })
    expect(complaints.strangers).toEqual(['http://127.0.0.1:1/tracker.png'])
    expect(complaints.dialogs).toEqual(['shown'])
    expect(complaints.errors.toSorted()).toEqual(['Error: thrown', 'said'])
    await page.close()
  })

  it('notes nothing about a quiet page', async () => {
    const page = await browser.newPage()
    const complaints = watchPage(page, origin)
    await page.goto(origin)
    expect(complaints).toEqual({ strangers: [], dialogs: [], errors: [] })
    await page.close()
  })
})
