import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLogicalDependencies, type Member, systemOf } from '@/lib/domain/environment/logical-dependency'

function member(place: string, environment: string, labels: Record<string, string> = {}): Member {
  const [namespace = '', name = ''] = place.split('/')
  return { cluster: 'main', namespace, name, environment, labels }
}

const partOf = (system: string, component?: string) => ({
  'app.kubernetes.io/part-of': system,
  ...(component && { 'app.kubernetes.io/component': component }),
})

function found(members: readonly Member[]): string[] {
  return findLogicalDependencies(members).map(
    ({ system, name, members: own }) =>
      `${system}:${name} ${own.map(({ namespace, name: each }) => `${namespace}/${each}`).join(' ')}`,
  )
}

test('joins the same name in namespaces that differ by the word of their environment', () => {
  const members = [
    member('shop/db', 'production'),
    member('shop-stg/db', 'staging'),
    member('dev-shop/db', 'development'),
    member('other/db', 'production'),
  ]
  expect(found(members)).toEqual(['other:db other/db', 'shop:db dev-shop/db shop/db shop-stg/db'])
})

test('joins names that differ by the word of their environment, unless the bare name is taken beside it', () => {
  const apart = [member('a-prod/db-prod', 'production'), member('a-dev/db-dev', 'development')]
  expect(found(apart)).toEqual(['a:db a-dev/db-dev a-prod/db-prod'])
  expect(found([...apart, member('a-prod/db', 'production')])).toEqual([
    'a:db a-dev/db-dev a-prod/db',
    'a:db-prod a-prod/db-prod',
  ])
})

test('masks only the word of the own environment', () => {
  expect(systemOf({ namespace: 'load-test', environment: 'production' })).toBe('load-test')
  expect(systemOf({ namespace: 'load-test', environment: 'test' })).toBe('load')
  expect(systemOf({ namespace: 'shop-dev2', environment: 'development' })).toBe('shop')
  expect(systemOf({ namespace: 'shop-blue-lab', environment: 'blue-lab' })).toBe('shop')
  expect(systemOf({ namespace: 'production', environment: 'production' })).toBe('')
})

test('joins by part-of and name, or by part-of and component, where that names one Service of each environment', () => {
  const byName = [member('east/db', 'production', partOf('shop')), member('west/db', 'development', partOf('shop'))]
  expect(found(byName)).toEqual(['east:db east/db west/db'])
  const byComponent = [
    member('east/pg', 'production', partOf('shop', 'database')),
    member('west/db', 'development', partOf('shop', 'database')),
  ]
  expect(found(byComponent)).toEqual(['east:pg east/pg west/db'])
})

test('a label that names two Services of one environment joins nothing', () => {
  const members = [
    member('east/sessions', 'production', partOf('shop', 'cache')),
    member('east/baskets', 'production', partOf('shop', 'cache')),
    member('west/cache', 'development', partOf('shop', 'cache')),
  ]
  expect(found(members)).toHaveLength(3)
})

test('every Service is in one dependency, whatever the order they come in', () => {
  const anyMember = fc.record({
    cluster: fc.constantFrom('a', 'b'),
    namespace: fc.constantFrom('shop', 'shop-dev', 'shop-prod', 'dev', 'x'),
    name: fc.constantFrom('db', 'db-dev', 'cache', 'prod'),
    environment: fc.constantFrom('development', 'production', 'lab'),
    labels: fc.constantFrom({}, partOf('shop'), partOf('shop', 'cache')),
  })
  const members = fc.uniqueArray(anyMember, { selector: (m) => `${m.cluster}/${m.namespace}/${m.name}` })
  fc.assert(
    fc.property(members, (all) => {
      const dependencies = findLogicalDependencies(all)
      expect(dependencies.flatMap((each) => each.members)).toHaveLength(all.length)
      expect(findLogicalDependencies([...all].reverse())).toEqual(dependencies)
      expect(new Set(dependencies.map(({ system, name }) => `${system}/${name}`)).size).toBe(dependencies.length)
    }),
  )
})
