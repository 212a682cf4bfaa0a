import type { ControlPlane } from '../control-plane/control-plane.ts'
import { poll } from '../control-plane/poll.ts'
import { type BenchConsole, startBenchConsole } from './bench-console.ts'
import type { EstateSize } from './estate.ts'
import { type HttpMeasure, measureHttp } from './measure-http.ts'
import { residentMemory } from './process-memory.ts'

/** What a number of aliases costs a console: one line of the cost curve. */
export interface SizeMeasure {
  readonly aliases: number
  readonly services: number
  readonly liveAfterMs: number
  /** Resident memory once every host was asked, or the wait for that was over. */
  readonly settledBytes: number
  readonly peakBytes: number
  /** NaN when the wait was over before. */
  readonly settledAfterMs: number
  readonly list: HttpMeasure
}

export interface SizeOptions {
  readonly settleLimitMs: number
  readonly samples: number
}

/** Starts a console on the cluster as it is, and gives it still running; whoever asked stops it. */
export async function measureSize(
  controlPlane: ControlPlane,
  { aliases, others }: EstateSize,
  options: SizeOptions,
): Promise<{ measure: SizeMeasure; server: BenchConsole }> {
  const server = await startBenchConsole(controlPlane)
  try {
    const settledAfterMs = await untilAsked(server.url, aliases, options)
    const memory = residentMemory(server.pid)
    const list = await measureHttp(`${server.url}/api/v1/services`, { samples: options.samples, rateMs: 2000 })
    return {
      server,
      measure: {
        aliases,
        services: aliases + others,
        liveAfterMs: server.readyAfterMs,
        settledBytes: memory.now,
        peakBytes: memory.peak,
        settledAfterMs,
        list,
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Waits until the console holds so many aliases and has asked for each host; NaN when that takes too long, the memory is then that of the moment. */
async function untilAsked(url: string, aliases: number, { settleLimitMs }: SizeOptions): Promise<number> {
  const startedAt = performance.now()
  const isAsked = async () => {
    const answer = await fetch(`${url}/api/v1/services?limit=1`)
    const { total, facets } = await answer.json()
    return total >= aliases && facets.verdict.NOT_ASKED === undefined
  }
  const limits = { what: 'every host was asked', timeoutMs: settleLimitMs, everyMs: 500 }
  return poll(isAsked, limits).then(
    () => performance.now() - startedAt,
    () => Number.NaN,
  )
}
