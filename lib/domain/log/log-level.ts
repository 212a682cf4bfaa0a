/** From the most talkative to the gravest. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const

export type LogLevel = (typeof logLevels)[number]

/** Whether an entry of a level is written where only `least` and graver are. */
export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least)
}

export function isLogLevel(word: string): word is LogLevel {
  return logLevels.some((level) => level === word)
}
