import type { Clock } from '@/lib/domain/clock'
import { isAtLeast, type LogLevel } from '@/lib/domain/log/log-level'
import { type LogFields, type LogFormat, logLine } from '@/lib/domain/log/log-line'
import { currentRequest } from '@/lib/server/requests/request-context'

/** Tells the log what happened: `event` is a word for programs, `message` a sentence for people. Neither it nor `fields` hold a secret. */
export type Log = (level: LogLevel, event: string, message: string, fields?: LogFields) => void

export interface LogOptions {
  format: LogFormat
  /** What is less grave is left out. */
  least: LogLevel
  clock: Pick<Clock, 'now'>
  write(text: string): void
}

/** The one writer of the console's log. What is told while a request is answered carries that request's id as `request`. */
export function createLog({ format, least, clock, write }: LogOptions): Log {
  return (level, event, message, fields = {}) => {
    if (!isAtLeast(level, least)) return
    const request = currentRequest()?.id
    const time = new Date(clock.now()).toISOString()
    const all = request === undefined ? fields : { request, ...fields }
    write(`${logLine({ time, level, event, message, fields: all }, format)}\n`)
  }
}
