import type { LogLevel } from './log-level'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * How grave the end of a request is: what failed inside is an error, what was refused or cannot be had now a warning, a write is worth a line,
 * a read only to whoever looks closely. Status 0 is a request whose sender left before there was an answer.
 */
export function accessLevel(method: string, status: number): LogLevel {
  if (status >= 500 && status !== 503) return 'error'
  if (status >= 400) return 'warn'
  return reads.has(method) ? 'debug' : 'info'
}
