import type { Browser } from 'playwright-core'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { createApiClient } from './api-client.ts'
import { type BenchConsole, type BenchServer, startBenchConsole, startServer } from './bench-console.ts'
import type { BenchOptions } from './bench-options.ts'
import { buildEmptyNext } from './empty-next.ts'
import { bounded, type Figure, formatBytes, formatMs, formatSpread, plain } from './figure.ts'
import { measureHttp, timeEach } from './measure-http.ts'
import { measureLive, warmUpPatches } from './measure-live.ts'
import { measureScrape } from './measure-scrape.ts'
import { measureKeystrokes, measureScreen } from './measure-screen.ts'
import { measureScroll, type Scrolled, type ScrollSpeed } from './measure-scroll.ts'
import type { SizeMeasure } from './measure-size.ts'
import { runMeasured } from './process-memory.ts'
import { median } from './statistics.ts'

const aliasList = '/api/v1/services?fieldSelector=spec.type%3DExternalName'

/** Starts in turns, so that a busy moment hits both. */
export async function startFigures(controlPlane: ControlPlane, { starts }: BenchOptions): Promise<Figure[]> {
  const emptyNext = await buildEmptyNext()
  const ours: number[] = []
  const empty: number[] = []
  for (let index = 0; index < starts; index += 1) {
    empty.push(await readyAfter(startServer(emptyNext, '/', {})))
    ours.push(await readyAfter(startBenchConsole(controlPlane)))
  }
  const more = median(ours) - median(empty)
  return [
    bounded(
      'Process start → live',
      `${formatMs(median(ours))} (${formatMs(more)} more)`,
      `an empty Next server ${formatMs(median(empty))}`,
      '≤ 1 s more',
      more <= 1000,
    ),
  ]
}

async function readyAfter(starting: Promise<BenchServer>): Promise<number> {
  const server = await starting
  await server.stop()
  return server.readyAfterMs
}

export async function listFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  options: BenchOptions,
): Promise<Figure[]> {
  const measure = (query: string) => measureHttp(`${url}/api/v1/services${query}`, options)
  const client = await createApiClient(controlPlane, 1)
  try {
    const few = Math.ceil(options.samples / 10)
    const page = await timeEach(options.samples, () => client.send('GET', `${aliasList}&limit=100`))
    const whole = await timeEach(few, () => client.send('GET', aliasList))
    const queries: [what: string, query: string, beside: string][] = [
      ['`GET /services`', '', `100 aliases from the API server ${formatSpread(page)}`],
      ['`GET /services`, filtered by words', '?q=alias%20db', `all aliases from the API server ${formatSpread(whole)}`],
      ['`GET /services`, filtered by verdict and owner', '?severity=critical&owner=payments', ''],
      ['`GET /services`, sorted by last change', '?sort=-changed', ''],
      ['`GET /services`, 200 rows from the middle', '?sort=target&offset=4000&limit=200', ''],
    ]
    const figures: Figure[] = []
    for (const [what, query, beside] of queries) {
      const { latency, perSecond, bytes } = await measure(query)
      figures.push(plain(what, `${formatSpread(latency)}; ${perSecond.toFixed(0)}/s; ${formatBytes(bytes)}`, beside))
    }
    return figures
  } finally {
    await client.close()
  }
}

export async function scrapeFigure(
  controlPlane: ControlPlane,
  server: BenchConsole,
  { samples }: BenchOptions,
): Promise<Figure> {
  const few = Math.ceil(samples / 10)
  const { latency, bytes, packedBytes, grownBytes, besideScrapes, quiet } = await measureScrape(server, few)
  const client = await createApiClient(controlPlane, 1)
  try {
    const own = await client.send('GET', '/metrics')
    const api = await timeEach(few, () => client.send('GET', '/metrics'))
    return plain(
      '`GET /metrics`',
      `${formatSpread(latency)}; ${formatBytes(bytes)}, packed ${formatBytes(packedBytes)}; ${formatBytes(Math.max(0, grownBytes))} more memory; a small request meanwhile ${formatSpread(besideScrapes)}, else ${formatSpread(quiet)}`,
      `the API server's own ${formatSpread(api)}; ${formatBytes(own.bytes)}`,
    )
  } finally {
    await client.close()
  }
}

export async function memoryFigure(controlPlane: ControlPlane, size: SizeMeasure): Promise<Figure> {
  const kubectl = await kubectlList(controlPlane)
  const megabytes = size.settledBytes / 1e6
  return bounded(
    'Server memory, every host asked',
    formatBytes(size.settledBytes),
    `\`kubectl get services\` of all aliases ${formatBytes(kubectl.peakBytes)}`,
    '≤ 220 MB',
    megabytes <= 220,
  )
}

function scrollFigure(what: string, { list, plain: lines }: ScrollSpeed, hasGoal: boolean): Figure {
  const describe = ({ perSecond, frames }: Scrolled) =>
    `${perSecond.toFixed(1)} frames/s, a frame after the other p99 ${formatMs(frames.p99)}`
  const beside = `as many lines of plain text ${describe(lines)}`
  return hasGoal
    ? bounded(what, describe(list), beside, '60 frames/s', list.perSecond >= 59)
    : plain(what, describe(list), beside)
}

export async function screenFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  browser: Browser,
  options: BenchOptions,
): Promise<Figure[]> {
  const screen = await measureScreen(browser, url, options.screens)
  const keys = await measureKeystrokes(browser, url, options.words)
  const scroll = await measureScroll(browser, url)
  const kubectl = await kubectlList(controlPlane)
  const first = screen.firstScreen
  return [
    bounded(
      'First full screen of a warm server',
      `p50 ${formatMs(first.p50)}, worst ${formatMs(first.max)}`,
      `\`kubectl get services\` of all aliases ${formatMs(kubectl.elapsedMs)}`,
      '≤ 300 ms',
      first.p50 <= 300,
    ),
    bounded(
      'Keystroke in the search → rows',
      `p50 ${formatMs(keys.latency.p50)}, p95 ${formatMs(keys.latency.p95)} (${keys.latency.count} keys)`,
      'a frame at 60 Hz 17 ms',
      'p95 ≤ 50 ms',
      keys.latency.p95 <= 50,
    ),
    scrollFigure('Scrolling through all rows as a wheel does', scroll.wheel, true),
    scrollFigure('Scrolling ten new rows a frame', scroll.thrown, false),
    bounded(
      'JavaScript of the inventory, transferred',
      formatBytes(screen.scriptBytes),
      '',
      '≤ 260 kB',
      screen.scriptBytes <= 260_000,
    ),
    bounded(
      'Browser heap of the inventory',
      `${formatBytes(screen.heapBytes)}, scrolled through ${formatBytes(screen.heapScrolledBytes)}`,
      '',
      '≤ 40 MB',
      screen.heapScrolledBytes <= 40e6,
    ),
  ]
}

export async function liveFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  browser: Browser,
  options: BenchOptions,
): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const live = await measureLive({ controlPlane, url, page: await context.newPage(), ...options })
    const beside = `\`kubectl get --watch\` ${formatSpread(live.kubectl)}; the patch itself ${formatSpread(live.answered)}`
    const ratio = live.pixel.p99 / live.kubectl.p99
    const missed = live.missed === 0 ? '' : `; ${live.missed} never came`
    return [
      plain(
        `Patch → each of ${live.streams} streams`,
        `${formatSpread(live.stream)} (${live.patches} patches after ${warmUpPatches} that do not count${missed})`,
        beside,
      ),
      bounded(
        'Patch → pixel',
        `${formatSpread(live.pixel)}, worst ${formatMs(live.pixel.max)} (${ratio.toFixed(1)}× at p99)`,
        `\`kubectl get --watch\` ${formatSpread(live.kubectl)}, worst ${formatMs(live.kubectl.max)}`,
        'p99 ≤ 250 ms and ≤ 1.5× kubectl',
        live.pixel.p99 <= 250 && ratio <= 1.5,
      ),
      bounded(
        'Layout shift under the pointer meanwhile',
        `${live.layoutShift.toFixed(4)} in ${live.patches} patches`,
        'a page that is good by Web Vitals 0.1',
        'none',
        live.layoutShift === 0,
      ),
    ]
  } finally {
    await context.close()
  }
}

function kubectlList(controlPlane: ControlPlane) {
  const { kubectlCommand, kubectlCacheDir } = controlPlane
  const kubeconfig = controlPlane.kubeconfigPath('admin')
  const selection = ['get', 'services', '--all-namespaces', '--field-selector=spec.type=ExternalName']
  return runMeasured(kubectlCommand, [`--kubeconfig=${kubeconfig}`, `--cache-dir=${kubectlCacheDir}`, ...selection])
}
