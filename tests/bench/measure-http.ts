import { Agent } from 'undici'
import { type Summary, summarise } from './statistics.ts'

export interface HttpMeasure {
  readonly latency: Summary
  readonly perSecond: number
  readonly bytes: number
}

export interface HttpMeasureOptions {
  /** One after the other, for the latency. */
  readonly samples: number
  /** Over eight connections at once, for the rate. */
  readonly rateMs: number
}

const connections = 8

/** Asks one address over kept connections: first one by one, then as fast as eight at once get answers. */
export async function measureHttp(url: string, { samples, rateMs }: HttpMeasureOptions): Promise<HttpMeasure> {
  const agent = new Agent({ connections })
  const { origin, pathname, search } = new URL(url)
  const ask = async () => {
    const answer = await agent.request({ origin, path: `${pathname}${search}`, method: 'GET' })
    let bytes = 0
    for await (const chunk of answer.body) bytes += chunk.length
    if (answer.statusCode !== 200) throw new Error(`${url}: status ${answer.statusCode}`)
    return bytes
  }
  try {
    const bytes = await ask()
    const latency = await timeEach(samples, ask)
    return { latency, bytes, perSecond: await ratePerSecond(rateMs, ask) }
  } finally {
    await agent.destroy()
  }
}

/** The milliseconds of each of so many runs, one after the other. */
export async function timeEach(count: number, run: () => Promise<unknown>): Promise<Summary> {
  const times: number[] = []
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now()
    await run()
    times.push(performance.now() - startedAt)
  }
  return summarise(times)
}

async function ratePerSecond(durationMs: number, run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  let done = 0
  const work = async () => {
    while (performance.now() - startedAt < durationMs) {
      await run()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return (done * 1000) / (performance.now() - startedAt)
}
