import { describe, expect, it } from 'vitest'
import { openEventStream, parseEvent } from '@/lib/client/event-stream'
import type { SourceState } from '@/lib/client/stream-reader'
import type { ConsoleEvent } from '@/lib/contract/events'
import { type PlayedTab, playBrowser } from './fake-browser'

const rows = (revision: number) => ({ revision, upserts: [], removes: [] })
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function listen(tab: PlayedTab, change: Partial<PlayedTab['platform']> = {}) {
  const events: ConsoleEvent[] = []
  const states: SourceState[] = []
  const close = openEventStream({
    url: '/events',
    platform: { ...tab.platform, ...change },
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
  })
  return { events, states, close }
}

describe('openEventStream', () => {
  it('reads the server in one tab only, and gives every event to all', async () => {
    const browser = playBrowser()
    const [first, second] = [browser.openTab(), browser.openTab()]
    const a = listen(first)
    const b = listen(second)
    await settled()
    first.sources[0]?.open()
    first.sources[0]?.say('rows', rows(7))
    expect([first.sources.length, second.sources.length]).toEqual([1, 0])
    expect(a.events).toEqual([{ event: 'rows', data: rows(7) }])
    expect(b.events).toEqual(a.events)
    expect(b.states.at(-1)).toBe('live')
  })

  it('tells a tab that joins where the stream is, as the server tells one that connects', async () => {
    const browser = playBrowser()
    const first = browser.openTab()
    listen(first)
    await settled()
    first.sources[0]?.open()
    first.sources[0]?.say('rows', rows(41))
    const late = listen(browser.openTab())
    expect(late.states).toEqual(['live'])
    expect(late.events).toEqual([{ event: 'resync', data: { revision: 41, reason: 'connected' } }])
  })

  it('is taken over by another tab when the one that reads is closed', async () => {
    const browser = playBrowser()
    const [first, second] = [browser.openTab(), browser.openTab()]
    const a = listen(first)
    const b = listen(second)
    await settled()
    first.sources[0]?.open()
    a.close()
    await settled()
    expect(first.sources[0]?.readyState).toBe(2)
    second.sources[0]?.open()
    second.sources[0]?.say('resync', { revision: 9, reason: 'connected' })
    expect(b.events).toEqual([{ event: 'resync', data: { revision: 9, reason: 'connected' } }])
  })

  it.each([
    ['locks', { locks: null }],
    ['channels', { openChannel: null }],
  ])('reads for itself in a browser without %s', async (_what, change) => {
    const tab = playBrowser().openTab()
    const a = listen(tab, change)
    tab.sources[0]?.open()
    tab.sources[0]?.say('rows', rows(3))
    expect(a.events).toEqual([{ event: 'rows', data: rows(3) }])
    expect(a.states).toEqual(['connecting', 'live'])
    a.close()
    expect(tab.sources[0]?.readyState).toBe(2)
  })

  it('opens a new source after an HTTP error, and says stale when it takes long', async () => {
    const browser = playBrowser()
    const tab = browser.openTab()
    const a = listen(tab, { locks: null })
    tab.sources[0]?.open()
    tab.sources[0]?.fail(true)
    expect(a.states.at(-1)).toBe('reconnecting')
    browser.timers.advance(1000)
    expect(tab.sources).toHaveLength(2)
    browser.timers.advance(9000)
    expect(a.states.at(-1)).toBe('stale')
    tab.sources[1]?.open()
    expect(a.states.at(-1)).toBe('live')
    a.close()
  })

  it('leaves a lost connection to the browser, which comes back by itself', () => {
    const browser = playBrowser()
    const tab = browser.openTab()
    const a = listen(tab, { locks: null })
    tab.sources[0]?.open()
    tab.sources[0]?.fail(false)
    browser.timers.advance(5000)
    expect(tab.sources).toHaveLength(1)
    tab.sources[0]?.open()
    expect(a.states).toEqual(['connecting', 'live', 'reconnecting', 'live'])
  })
})

describe('parseEvent', () => {
  it.each(['', '{', '{"revision":"x"}', '[]', 'null'])('takes %j for something missed, never for an event', (text) => {
    expect(parseEvent('rows', text)?.event).toBe('resync')
  })
})
