import { Agent } from 'undici'
import { timeEach } from './measure-http.ts'
import { residentMemory } from './process-memory.ts'
import type { Summary } from './statistics.ts'

export interface ScrapeMeasure {
  readonly latency: Summary
  readonly bytes: number
  readonly packedBytes: number
  /** What resident memory grew by over all scrapes. */
  readonly grownBytes: number
  /** One small request while scrapes follow each other, and while there are none. */
  readonly besideScrapes: Summary
  readonly quiet: Summary
}

/** Scrapes a console's metrics one after the other as Prometheus does, then asks the console itself while that goes on. */
export async function measureScrape(
  { url, metricsUrl, pid }: { url: string; metricsUrl: string; pid: number },
  samples: number,
): Promise<ScrapeMeasure> {
  const agent = new Agent({ connections: 2 })
  const ask = (address: string, encoding: string) => bytesOf(agent, address, encoding)
  try {
    const bytes = await ask(metricsUrl, 'identity')
    const packedBytes = await ask(metricsUrl, 'gzip')
    const before = residentMemory(pid).now
    const latency = await timeEach(samples, () => ask(metricsUrl, 'gzip'))
    const grownBytes = residentMemory(pid).now - before
    const page = `${url}/api/v1/services?limit=1`
    const quiet = await timeEach(samples, () => ask(page, 'identity'))
    const going = { on: true }
    const scrapes = scrapeWhile(going, () => ask(metricsUrl, 'gzip'))
    const besideScrapes = await timeEach(samples, () => ask(page, 'identity'))
    going.on = false
    await scrapes
    return { latency, bytes, packedBytes, grownBytes, besideScrapes, quiet }
  } finally {
    await agent.destroy()
  }
}

async function scrapeWhile(going: { on: boolean }, scrape: () => Promise<number>): Promise<void> {
  while (going.on) await scrape()
}

async function bytesOf(agent: Agent, url: string, encoding: string): Promise<number> {
  const { origin, pathname, search } = new URL(url)
  const answer = await agent.request({
    ...{ origin, path: `${pathname}${search}`, method: 'GET' },
    headers: { 'accept-encoding': encoding },
  })
  let bytes = 0
  for await (const chunk of answer.body) bytes += chunk.length
  if (answer.statusCode !== 200) throw new Error(`${url}: status ${answer.statusCode}`)
  return bytes
}
