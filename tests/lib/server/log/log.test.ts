import { describe, expect, it } from 'vitest'
import type { LogLevel } from '@/lib/domain/log/log-level'
import { limitRepeats } from '@/lib/server/log/limit-repeats'
import { createLog } from '@/lib/server/log/log'
import { readLogSettings } from '@/lib/server/log/read-log-settings'
import { requestStorage } from '@/lib/server/requests/request-context'
import { ManualClock } from '../../kubernetes/manual-clock.ts'

function written(least: LogLevel = 'debug') {
  const clock = new ManualClock()
  const lines: Record<string, unknown>[] = []
  const log = createLog({ format: 'json', least, clock, write: (text) => void lines.push(JSON.parse(text)) })
  return { clock, lines, log }
}

describe('the log', () => {
  it('leaves out what is less grave than the settings want', () => {
    const { lines, log } = written('warn')
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, 'e', level)
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error'])
  })

  it('names the request that is being answered, also after a pause', async () => {
    const { lines, log } = written()
    await requestStorage().run({ id: 'request-1', peer: '127.0.0.1' }, async () => {
      await Promise.resolve()
      log('info', 'e', 'within')
    })
    log('info', 'e', 'without')
    expect(lines.map(({ message, request }) => [message, request])).toEqual([
      ['within', 'request-1'],
      ['without', undefined],
    ])
  })

  it('is not flooded: what repeats is counted, and told once more at the end of the minute', () => {
    const { clock, lines, log } = written()
    const limited = limitRepeats(log, { most: 2, clock })
    for (let at = 0; at < 100; at += 1) limited('warn', 'cluster', 'it is away', { at })
    limited('warn', 'cluster', 'another one is away')
    expect(lines).toHaveLength(3)
    clock.advance(60_000)
    expect(lines).toHaveLength(4)
    expect(lines[3]).toMatchObject({ message: 'it is away', at: 99, repeats: 98 })
    limited('warn', 'cluster', 'it is away')
    expect(lines).toHaveLength(5)
    clock.advance(60_000)
    expect(lines).toHaveLength(5)
  })
})

describe('the settings of the log', () => {
  it('are words on a terminal, else JSON, and what the variables say before both', () => {
    expect(readLogSettings({}, true)).toEqual({ format: 'text', least: 'info' })
    expect(readLogSettings({}, false)).toEqual({ format: 'json', least: 'info' })
    const given = { SIGNPOST_LOG_FORMAT: 'json', SIGNPOST_LOG_LEVEL: 'debug' }
    expect(readLogSettings(given, true)).toEqual({ format: 'json', least: 'debug' })
    expect(readLogSettings({ SIGNPOST_LOG_LEVEL: 'loud' }, false)).toEqual({ format: 'json', least: 'info' })
  })
})
