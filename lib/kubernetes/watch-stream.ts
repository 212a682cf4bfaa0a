import { AppError } from '@/lib/domain/app-error'
import { isRecord } from './json-value'
import { type KubeObject, readKubeObject } from './kube-object'
import { statusError } from './status-error'

const maxLineLength = 8 * 1024 * 1024

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  object: KubeObject
}

/**
 * Reads the events of a watch out of its bytes: one JSON document a line, split anywhere over chunks. An `ERROR` event is thrown as its Status
 * says; a line that is no event, or longer than 8 Mi characters, fails with `unavailable`. A last line that never ends is dropped.
 */
export class WatchReader {
  readonly #decoder = new TextDecoder()
  readonly #onEvent: (event: WatchEvent) => void
  #pending = ''

  constructor(onEvent: (event: WatchEvent) => void) {
    this.#onEvent = onEvent
  }

  /** Tells each event that ends in this chunk. */
  take(chunk: Uint8Array): void {
    const text = this.#decoder.decode(chunk, { stream: true })
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      const line = this.#pending + text.slice(start, end)
      this.#pending = ''
      start = end + 1
      const event = readEvent(line)
      if (event !== null) this.#onEvent(event)
    }
    this.#pending += text.slice(start)
    if (this.#pending.length > maxLineLength) throw broken('a line longer than 8 Mi characters')
  }
}

function readEvent(line: string): WatchEvent | null {
  if (line.trim() === '') return null
  const event = parseLine(line)
  if (!isRecord(event)) throw broken('a line that is no event')
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK': {
      const object = readKubeObject(event.object)
      if (object === null) throw broken('an event without an object')
      return { type: event.type, object }
    }
    case 'ERROR': {
      const code = isRecord(event.object) ? event.object.code : null
      throw statusError({ status: typeof code === 'number' ? code : 500, body: event.object })
    }
    default:
      return null
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function broken(what: string): AppError {
  return new AppError('unavailable', `the watch delivered ${what}`, { reason: 'broken-answer' })
}
