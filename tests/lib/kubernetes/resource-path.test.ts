import { expect, test } from 'vitest'
import { resourcePath } from '@/lib/kubernetes/resource-path'

test('names core and grouped resources, in a namespace or over all', () => {
  expect(resourcePath({ resource: 'services' })).toBe('/api/v1/services')
  expect(resourcePath({ resource: 'services', namespace: 'shop', name: 'db' })).toBe(
    '/api/v1/namespaces/shop/services/db',
  )
  expect(resourcePath({ group: 'discovery.k8s.io', resource: 'endpointslices', namespace: null })).toBe(
    '/apis/discovery.k8s.io/v1/endpointslices',
  )
})

test.each(['', '.', '..', 'a/b', '../secrets', 'a%2fb', 'x'.repeat(254)])(
  'refuses the name %j, naming the field',
  (name) => {
    const refusal = (field: string) =>
      expect.objectContaining({ code: 'invalid', causes: [expect.objectContaining({ field })] })
    expect(() => resourcePath({ resource: 'services', namespace: 'shop', name })).toThrow(refusal('name'))
    expect(() => resourcePath({ resource: 'services', namespace: name, name: 'db' })).toThrow(refusal('namespace'))
  },
)

test('encodes what is no part of a path', () => {
  expect(resourcePath({ resource: 'services', namespace: 'a?b', name: 'c#d e' })).toBe(
    '/api/v1/namespaces/a%3Fb/services/c%23d%20e',
  )
})
