import type { ChangeView } from '@/lib/contract/changes'
import { eventSchemas } from '@/lib/contract/events'
import type { Row } from '@/lib/contract/row'

export interface EventReader {
  /** Rows that arrived so far, in order. */
  rows: Row[]
  revisions: number[]
  /** Every state of a change that was told. */
  changes: ChangeView[]
  /** Whether the console ended the stream. */
  hasEnded(): boolean
  stop(): Promise<void>
}

/** Reads the console's event stream in the background until stopped. */
export async function readEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const abort = new AbortController()
  const response = await fetch(`${url}/api/v1/events`, { headers, signal: abort.signal })
  if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`)
  const reader: EventReader = { rows: [], revisions: [], changes: [], hasEnded: () => hasEnded, stop: async () => {} }
  let hasEnded = false
  const reading = follow(response.body, reader)
    .catch((error: unknown) => {
      if (!abort.signal.aborted) throw error
    })
    .finally(() => {
      hasEnded = true
    })
  reader.stop = async () => {
    abort.abort()
    await reading
  }
  return reader
}

async function follow(body: ReadableStream<Uint8Array>, reader: EventReader): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) take(frame, reader)
  }
}

function take(frame: string, reader: EventReader): void {
  const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? []
  if (data === undefined) return
  if (event === 'changes') reader.changes.push(...eventSchemas.changes.parse(JSON.parse(data)).changes)
  if (event !== 'rows') return
  const { revision, upserts } = eventSchemas.rows.parse(JSON.parse(data))
  reader.revisions.push(revision)
  reader.rows.push(...upserts)
}
