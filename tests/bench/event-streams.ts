import { Agent, get, type IncomingMessage } from 'node:http'

export interface EventStreams {
  readonly count: number
  /** Resolves with the time (milliseconds since the epoch) at which each stream brought a text; streams that did not in time are left out. */
  readonly arrivals: (text: string, timeoutMs: number) => Promise<number[]>
  readonly close: () => void
}

interface Expectation {
  readonly text: string
  readonly arrive: (stream: number, atMs: number) => void
}

/** Opens so many event streams of a console, as browsers of the loopback user would. */
export async function openEventStreams(url: string, count: number): Promise<EventStreams> {
  const agent = new Agent({ keepAlive: false, maxSockets: count })
  let expected: Expectation | null = null
  const streams = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const stream = await openStream(`${url}/api/v1/events`, agent)
      // The end of what came before stays, so that a text cut by a chunk is found.
      let tail = ''
      stream.setEncoding('latin1').on('data', (chunk: string) => {
        if (expected === null) return
        const text = tail + chunk
        tail = text.slice(-expected.text.length)
        if (text.includes(expected.text)) expected.arrive(index, epochMs())
      })
      stream.on('error', () => undefined)
      return stream
    }),
  )
  return {
    count,
    arrivals: (text, timeoutMs) =>
      new Promise((resolve) => {
        const times = new Map<number, number>()
        const finish = () => {
          clearTimeout(limit)
          expected = null
          resolve([...times.values()])
        }
        const limit = setTimeout(finish, timeoutMs)
        expected = {
          text,
          arrive: (stream, atMs) => {
            if (!times.has(stream)) times.set(stream, atMs)
            if (times.size === count) finish()
          },
        }
      }),
    close: () => {
      for (const stream of streams) stream.destroy()
      agent.destroy()
    },
  }
}

/** Wall-clock time that never steps back, comparable with `performance` of a page on the same machine. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now()
}

function openStream(url: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      if (response.statusCode === 200) resolve(response)
      else reject(new Error(`${url}: status ${response.statusCode}`))
    })
    request.on('error', reject)
  })
}
