import { expect, test } from 'vitest'
import { ownerEvidence, readOwner } from '@/lib/domain/alias/read-owner'

const nobody = { labels: {}, annotations: {}, namespaceAnnotations: {} }

test('takes the strongest evidence and says which it was', () => {
  const signals = {
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    annotations: { team: 'red', 'backstage.io/owner': 'blue', 'a8r.io/owner': 'green' },
    namespaceAnnotations: { owner: 'platform' },
  }
  expect(readOwner(signals)).toEqual({ value: 'green', source: 'a8r.io/owner' })
  expect(readOwner({ ...signals, annotations: { team: 'red', 'backstage.io/owner': 'blue' } })).toEqual({
    value: 'red',
    source: 'team',
  })
  expect(readOwner({ ...signals, annotations: {} })).toEqual({ value: 'shop', source: 'app.kubernetes.io/part-of' })
  expect(readOwner({ ...nobody, namespaceAnnotations: { owner: 'platform' } })).toEqual({
    value: 'platform',
    source: 'namespace owner',
  })
})

test('takes blank words for no owner', () => {
  expect(readOwner({ ...nobody, annotations: { owner: '  ' } })).toBeNull()
})

test('tells everything that names an owner, the strongest first, each with its source', () => {
  const signals = {
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    annotations: { team: 'red' },
    namespaceAnnotations: { owner: 'platform', team: '' },
  }
  expect(ownerEvidence(signals).map(({ value, source }) => `${value} by ${source}`)).toEqual([
    'red by team',
    'shop by app.kubernetes.io/part-of',
    'platform by namespace owner',
  ])
})

test('cuts an owner that is longer than any name', () => {
  expect(readOwner({ ...nobody, annotations: { owner: 'x'.repeat(102_400) } })?.value).toHaveLength(253)
})
