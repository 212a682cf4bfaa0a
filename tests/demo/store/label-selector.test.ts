import { describe, expect, it } from 'vitest'
import { parseLabelSelector } from '../../../demo/store/label-selector.ts'

describe('a label selector', () => {
  it.each([
    ['', {}, true],
    ['app=a', { app: 'a' }, true],
    ['app==a', { app: 'b' }, false],
    ['app!=a', {}, true],
    ['app in (a, b),tier=x', { app: 'b', tier: 'x' }, true],
    ['app notin (a)', { app: 'a' }, false],
    ['app notin (a)', {}, true],
    ['app', { app: '' }, true],
    ['!app', { app: '' }, false],
    ['app=', { app: '' }, true],
    ['cpu gt 3', { cpu: '4' }, true],
  ] as const)('%s on %j is %s', (selector, labels, matches) => {
    expect(parseLabelSelector(selector)(labels)).toBe(matches)
  })

  it.each(['a b', 'app in', 'app in (a', 'app=a b', '=a', 'a,,b', '-bad=x', `${'a'.repeat(64)}=x`])(
    'is refused when it is %s',
    (selector) => {
      expect(() => parseLabelSelector(selector)).toThrow(expect.objectContaining({ code: 400 }))
    },
  )
})
