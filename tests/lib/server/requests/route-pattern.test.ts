import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routePattern, routePatterns } from '@/lib/server/requests/route-pattern'

const app = join(import.meta.dirname, '..', '..', '..', '..', 'app')
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(^|\/)(page\.tsx|route\.ts)$/.test(path),
)
const written = files
  .map((path) => `/${path.replace(/\/?(page\.tsx|route\.ts)$/, '')}`)
  .filter((path) => !path.includes('[[...'))
  .map((path) => path.replace(/\[(\w+)\]/g, '{$1}'))

describe('the pattern of a route', () => {
  it('is there for every page and call of the app, and for nothing else', () => {
    expect([...routePatterns].sort()).toEqual([...written].sort())
  })

  it.each(written)('is found for an address of %s, whatever is asked there', (pattern) => {
    const address = pattern.replace(/\{\w+\}/g, 'a%2Fb')
    expect(routePattern(address)).toBe(pattern)
    expect(routePattern(`${address}?token=secret#x`)).toBe(pattern)
  })

  it('holds nothing of the address: what is not known is other, what pages are made of one', () => {
    for (const address of [
      '/nowhere',
      '/api/v1/secret',
      '/services/a/b',
      '//',
      '/services//b/c',
      '*',
      '',
      '/%00',
      `/${'x/'.repeat(5000)}`,
    ])
      expect(routePattern(address), address.slice(0, 40)).toBe('other')
    expect(routePattern('/_next/static/chunks/a.js')).toBe('/_next')
  })

  it('takes a cluster by any name, also by that of a call', () => {
    expect(routePattern('/services/new/shop/orders')).toBe('/services/{cluster}/{namespace}/{name}')
    expect(routePattern('/api/v1/services/history/shop/orders')).toBe('/api/v1/services/{cluster}/{namespace}/{name}')
  })
})
