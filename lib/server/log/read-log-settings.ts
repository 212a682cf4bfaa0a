import { isLogLevel, type LogLevel } from '@/lib/domain/log/log-level'
import type { LogFormat } from '@/lib/domain/log/log-line'

/** How the log is written. Read before all other settings and without a fault, so that theirs can be told: what is wrong counts as unset here. */
export function readLogSettings(
  { SIGNPOST_LOG_FORMAT: format, SIGNPOST_LOG_LEVEL: level }: Record<string, string | undefined>,
  isTerminal: boolean,
): { format: LogFormat; least: LogLevel } {
  const usual = isTerminal ? 'text' : 'json'
  return {
    format: format === 'json' || format === 'text' ? format : usual,
    least: level !== undefined && isLogLevel(level) ? level : 'info',
  }
}
