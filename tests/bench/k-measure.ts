import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { launchBrowser } from '../journeys/browser.ts'
import { measureKeystrokes, measureScreen } from './measure-screen.ts'
import { startServer } from './bench-console.ts'
const env = JSON.parse(await readFile('/tmp/K-env.json', 'utf8'))
const server = await startServer(join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs'), '/readyz', env)
console.log('console', server.readyAfterMs)
// wait for monitor to settle
await delay(Number(process.env.SETTLE ?? 20000))
for (let i = 0; i < 5; i += 1) await (await fetch(`${server.url}/`)).text()
const browser = await launchBrowser()
try {
  for (let i = 0; i < 2; i += 1) {
    const keys = await measureKeystrokes(browser, server.url, ['471', '8302', '95', '12', '6677', '304', '71', '9058'])
    console.log('keys', JSON.stringify(keys))
  }
  const s = await measureScreen(browser, server.url, 12)
  console.log('screen', JSON.stringify(s))
} finally {
  await browser.close()
  await server.stop()
}
