import { describe, expect, it } from 'vitest'
import { readServicePath } from '@/app/services/[cluster]/[namespace]/[name]/service-path'

describe('readServicePath', () => {
  it('decodes what Next leaves encoded', () => {
    expect(readServicePath({ cluster: 'prod', namespace: 'shop', name: 'my%2Ddb' })).toEqual({
      cluster: 'prod',
      namespace: 'shop',
      name: 'my-db',
    })
  })

  it.each([
    ['a broken escape', '%ff'],
    ['a lone percent sign', '%'],
    ['a slash', 'a%2Fb'],
    ['markup', '%3Cimg%3E'],
    ['upper case', 'Shop'],
    ['a name of 64 characters', 'a'.repeat(64)],
  ])('takes %s for no Service', (_what, name) => {
    expect(readServicePath({ cluster: 'prod', namespace: 'shop', name })).toBeNull()
  })
})
