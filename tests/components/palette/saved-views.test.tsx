import { describe, expect, it } from 'vitest'
import { forgetView, readSavedViews, saveView } from '@/components/palette/saved-views'

const key = 'signpost:views'
const storageOf = (text: string | null) => {
  const kept = new Map(text === null ? [] : [[key, text]])
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
}
const view = (name: string, href = '/?owner=none') => ({ name, href })

describe('the views that a browser keeps', () => {
  it('are read back by name, and one of the same name takes the place of the other', () => {
    const storage = storageOf(null)
    expect(saveView(storage, view('Unowned'))).toBe(true)
    expect(saveView(storage, view(' Broken ', '/?severity=critical'))).toBe(true)
    expect(saveView(storage, view('Unowned', '/?owner=none&by=host'))).toBe(true)
    expect(readSavedViews(storage)).toEqual([
      view('Broken', '/?severity=critical'),
      view('Unowned', '/?owner=none&by=host'),
    ])
    forgetView(storage, 'Broken')
    expect(readSavedViews(storage)).toHaveLength(1)
  })

  it.each([
    ['nothing', null],
    ['no JSON', '[{'],
    ['no list', '{"name":"x"}'],
    ['no views', '[1, null, {"name": 1, "href": "/"}, {"href": "/"}]'],
    [
      'another host',
      JSON.stringify([view('a', '//evil.example'), view('b', '/\\\\evil.example'), view('c', 'https://evil.example')]),
    ],
    ['a script', JSON.stringify([view('a', 'javascript:alert(1)')])],
  ])('are none where there is %s', (_, text) => {
    expect(readSavedViews(storageOf(text))).toEqual([])
  })

  it('are fifty at most, with names of sixty characters', () => {
    const storage = storageOf(null)
    for (let at = 0; at < 50; at += 1) expect(saveView(storage, view(`view ${at}`))).toBe(true)
    expect(saveView(storage, view('one more'))).toBe(false)
    expect(saveView(storage, view('view 7', '/changes'))).toBe(true)
    expect(saveView(storageOf(null), view('  '))).toBe(false)
    const long = storageOf(null)
    saveView(long, view('x'.repeat(100)))
    expect(readSavedViews(long)[0]?.name).toHaveLength(60)
  })

  it('are told as not kept where the browser keeps nothing', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(saveView(full, view('Unowned'))).toBe(false)
  })
})
