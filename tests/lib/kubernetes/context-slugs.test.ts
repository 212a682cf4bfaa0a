import { expect, test } from 'vitest'
import { contextSlugs } from '@/lib/kubernetes/context-slugs'

test.each([
  ['a simple name stays', ['kind-dev'], ['kind-dev']],
  [
    'what no slug may hold becomes one hyphen',
    ['arn:aws:eks:eu-west-1:42:cluster/Shop'],
    ['arn-aws-eks-eu-west-1-42-cluster-shop'],
  ],
  ['a long name is cut to 40 characters, never after a hyphen', [`${'a'.repeat(39)}-b`], ['a'.repeat(39)]],
  ['names that come to the same are numbered in order', ['a/b', 'a:b', 'a b'], ['a-b', 'a-b-2', 'a-b-3']],
  ['a number that is taken is passed over', ['a-2', 'a', 'A'], ['a-2', 'a', 'a-3']],
  ['a long name makes room for its number', ['x'.repeat(50), 'x'.repeat(60)], ['x'.repeat(40), `${'x'.repeat(38)}-2`]],
  ['a name without a letter or digit is called cluster', ['::', '日本'], ['cluster', 'cluster-2']],
])('%s', (_, names, slugs) => {
  expect(contextSlugs(names)).toEqual(slugs)
})

test('every id is a slug and none occurs twice', () => {
  const names = Array.from({ length: 300 }, (_, index) => `${'cluster/'.repeat(index % 9)}${index % 7}`)
  const slugs = contextSlugs(names)
  expect(new Set(slugs).size).toBe(300)
  expect(slugs.filter((slug) => !/^[a-z0-9-]{1,40}$/.test(slug))).toEqual([])
})
