import { format, stripVTControlCharacters } from 'node:util'
import type { LogLevel } from '@/lib/domain/log/log-level'
import type { Log } from './log'

const levels = {
  error: 'error',
  warn: 'warn',
  info: 'debug',
  log: 'debug',
  debug: 'debug',
} as const satisfies Record<string, LogLevel>

/** Has what libraries write to the console become entries of the log: errors and warnings as such, all else for whoever looks closely. */
export function consoleToLog(log: Log): void {
  for (const name of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    console[name] = (...said: unknown[]) => {
      const [message = '', ...lines] = stripVTControlCharacters(format(...said))
        .trim()
        .split('\n')
      log(levels[name], 'console', message, lines.length === 0 ? {} : { stack: lines.join('\n') })
    }
  }
}
