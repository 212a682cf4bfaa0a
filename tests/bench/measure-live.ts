import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { createApiClient } from './api-client.ts'
import { drawnAt } from './drawn-at.ts'
import { aliasObject } from './estate.ts'
import { epochMs, openEventStreams } from './event-streams.ts'
import { watchWithKubectl } from './kubectl-watch.ts'
import { type Summary, summarise } from './statistics.ts'

export interface LiveMeasure {
  readonly streams: number
  readonly patches: number
  /** From sending the patch to the API server's answer, to kubectl's line, to each stream, to the drawn frame. */
  readonly answered: Summary
  readonly kubectl: Summary
  readonly stream: Summary
  readonly pixel: Summary
  /** Of what should have arrived, how many did not. */
  readonly missed: number
  /** What the page moved meanwhile, the pointer in its table, as the browser scores it. */
  readonly layoutShift: number
}

export interface LiveOptions {
  readonly controlPlane: ControlPlane
  readonly url: string
  readonly page: Page
  readonly streams: number
  readonly patches: number
}

const arriveLimitMs = 5000
const pauseMs = 350
/** Patches that come before those that count: a hundred streams have just connected, and nothing on their way has run before. */
export const warmUpPatches = 20

/** Patches one alias again and again, and notes when each watcher saw it, once all are warm: `kubectl get --watch`, all streams, and one page that shows the alias. */
export async function measureLive({ controlPlane, url, page, streams, patches }: LiveOptions): Promise<LiveMeasure> {
  const { namespace, name } = aliasObject(1)
  await page.goto(`${url}/?namespace=${namespace}&q=${name}`)
  await page.getByRole('link', { name, exact: true }).first().hover()
  await scoreShifts(page)
  const client = await createApiClient(controlPlane, 1)
  const kubectl = await watchWithKubectl(controlPlane, namespace)
  const open = await openEventStreams(url, streams)
  const times = { answered: [] as number[], kubectl: [] as number[], stream: [] as number[], pixel: [] as number[] }
  let missed = 0
  try {
    for (let index = -warmUpPatches; index < patches; index += 1) {
      const target = `p${index + warmUpPatches}-${process.pid}.api.bench.example`
      const seen = Promise.all([
        kubectl.printed(target, arriveLimitMs),
        open.arrivals(target, arriveLimitMs),
        drawnAt(page, { text: target, within: 'main', limitMs: arriveLimitMs }),
      ])
      const sentAt = epochMs()
      const path = `/api/v1/namespaces/${namespace}/services/${name}`
      const { status } = await client.send('PATCH', path, { spec: { externalName: target } })
      if (status !== 200) throw new Error(`PATCH ${path}: status ${status}`)
      const answeredAt = epochMs()
      const [printed, arrivals, drawn] = await seen
      missed += (printed === null ? 1 : 0) + (drawn === null ? 1 : 0) + (streams - arrivals.length)
      if (index >= 0) {
        times.answered.push(answeredAt - sentAt)
        if (printed !== null) times.kubectl.push(printed - sentAt)
        if (drawn !== null) times.pixel.push(drawn - sentAt)
        times.stream.push(...arrivals.map((atMs) => atMs - sentAt))
      }
      // Uneven, so that no timer of the console beats in step with the patches.
      await delay(pauseMs + (Math.abs(index) % 7) * 23)
    }
  } finally {
    open.close()
    await kubectl.stop()
    await client.close()
  }
  return {
    streams,
    patches,
    answered: summarise(times.answered),
    kubectl: summarise(times.kubectl),
    stream: summarise(times.stream),
    pixel: summarise(times.pixel),
    missed,
    layoutShift: await page.evaluate<number>(() => Reflect.get(window, 'benchShift')),
  }
}

/** Sums up in the page's `benchShift` what it moves from now on. */
function scoreShifts(page: Page): Promise<void> {
  return page.evaluate(() => {
    let sum = 0
    Reflect.set(window, 'benchShift', sum)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'))
      Reflect.set(window, 'benchShift', sum)
    }).observe({ type: 'layout-shift' })
  })
}
