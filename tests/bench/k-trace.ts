import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { launchBrowser } from '../journeys/browser.ts'
import { startServer } from './bench-console.ts'
const env = JSON.parse(await readFile('/tmp/K-env.json', 'utf8'))
const server = await startServer(join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs'), '/readyz', env)
await delay(9000)
const url = server.url
const browser = await launchBrowser()
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
for (let i = 0; i < 3; i += 1) { await page.goto(url); await page.waitForTimeout(700) }
await page.getByRole('row').nth(15).waitFor()
await page.keyboard.press('/')
await page.getByRole('listbox').getByRole('group', { name: 'Aliases' }).waitFor()
await page.waitForTimeout(500)
const keys = [...'471', '-', ...'830', '-', ...'12', '-', ...'6677', '-']
for (const key of keys) {
  if (key === '-') { for (let i = 0; i < 5; i += 1) await page.keyboard.press('Backspace'); await page.waitForTimeout(400); continue }
  await page.evaluate(() => {
    const log: string[] = []
    let at = 0
    const t = (s: string) => log.push(`${s} ${(performance.now() - at).toFixed(1)}`)
    const rows = () => document.querySelector('[role=listbox] [role=group][aria-label=Aliases]')?.textContent ?? ''
    const before = rows()
    const po = new PerformanceObserver((l) => { for (const e of l.getEntries()) if (e.name.includes('/services?')) { const r = e as PerformanceResourceTiming; log.push(`[${e.name.split('?')[1]} start ${(r.startTime-at).toFixed(1)} req ${(r.requestStart-at).toFixed(1)} resp ${(r.responseStart-at).toFixed(1)} end ${(r.responseEnd-at).toFixed(1)}]`) } })
    po.observe({ type: 'resource' })
    const lt = new PerformanceObserver((l) => { for (const e of l.getEntries()) log.push(`LONG ${(e.startTime-at).toFixed(1)}+${e.duration.toFixed(0)}`) })
    lt.observe({ type: 'longtask' })
    addEventListener('keydown', (e) => { at = e.timeStamp; t('keydown'); const ch = new MessageChannel(); ch.port1.onmessage = () => t('after-key'); ch.port2.postMessage(0) }, { capture: true, once: true })
    let was = before
    const mo = new MutationObserver(() => { if (rows() !== was) { was = rows(); t('ROWS'); const ch = new MessageChannel(); requestAnimationFrame(() => { t('raf'); ch.port1.onmessage = () => t('painted'); ch.port2.postMessage(0) }) } else t('mut') })
    mo.observe(document.querySelector('dialog')!, { subtree: true, childList: true, characterData: true })
    Reflect.set(window, 'klog', () => { mo.disconnect(); po.disconnect(); lt.disconnect(); return log.join('  ') })
  })
  await page.keyboard.press(key)
  await page.waitForTimeout(450)
  console.log(key, await page.evaluate(() => Reflect.get(window, 'klog')()), '\n')
}
await browser.close()
await server.stop()
