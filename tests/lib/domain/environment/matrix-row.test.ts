import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CellMember } from '@/lib/domain/environment/cell-member'
import { readHostWords } from '@/lib/domain/environment/host-words'
import { matrixRow } from '@/lib/domain/environment/matrix-row'
import { targetClass } from '@/lib/domain/environment/target-class'

const domains = { clusterDomain: 'cluster.local', ownDomains: ['company.com'], otherClusterDomains: [] }
const four = ['development', 'test', 'staging', 'production']

function member(environment: string, target: string | null, cluster = 'main'): CellMember {
  const place = { cluster, namespace: `shop-${environment}`, name: 'db', environment, labels: {} }
  return {
    ...place,
    target,
    targetClass: targetClass(target, domains),
    words: target === null ? [] : readHostWords(target),
  }
}

function rowOf(targets: Record<string, string | null>, environments = Object.keys(targets)) {
  const members = Object.entries(targets).map(([environment, target]) => member(environment, target))
  return matrixRow({ system: 'shop', name: 'db', members }, { environments, inhabited: new Set(environments) })
}

function outliersOf(row: ReturnType<typeof rowOf>): string[] {
  return row.cells.flatMap(({ environment, entries, missing }) => [
    ...entries.flatMap(({ outliers }) => outliers.map(({ code, severity }) => `${environment} ${code} ${severity}`)),
    ...(missing === null ? [] : [`${environment} ${missing.code} ${missing.severity}`]),
  ])
}

test('hosts that differ by the word of their environment alone are alike', () => {
  const row = rowOf({
    development: 'dev-db.abc123.us-east-1.rds.amazonaws.com',
    staging: 'stg-db.abc124.us-east-1.rds.amazonaws.com',
    production: 'db.abc125.us-east-1.rds.amazonaws.com',
  })
  expect(row).toMatchObject({ state: 'alike', severity: 'ok' })
  expect(row.cells.map(({ entries }) => entries[0]?.letter)).toEqual(['A', 'A', 'A'])
})

test('two environments on different classes are normal', () => {
  const row = rowOf({
    development: 'dev-db.internal.company.com',
    production: 'prod-db.abc123.us-east-1.rds.amazonaws.com',
  })
  expect(row.state).toBe('different')
  expect(outliersOf(row)).toEqual([])
})

test('production on the host of another environment is critical, and so is another environment on that of production', () => {
  const hosts = { development: 'dev-db.company.com', staging: 'stg-db.company.com', production: 'dev-db.company.com' }
  expect(outliersOf(rowOf(hosts))).toEqual(['production other-environment-word critical'])
  const wrongDev = { development: 'prod-db.company.com', production: 'prod-db.company.com' }
  expect(outliersOf(rowOf(wrongDev))).toEqual(['development other-environment-word critical'])
})

test('a word beside the own one, or of an environment that nobody has, is no outlier outside production', () => {
  expect(outliersOf(rowOf({ development: 'test.dev.company.com', production: 'db.company.com' }))).toEqual([])
  expect(outliersOf(rowOf({ development: 'test.company.com', production: 'db.company.com' }))).toEqual([])
})

test('differing from a strict majority of three environments stands out, and weighs less where things are tried', () => {
  const alike = { test: 'db.company.com', staging: 'db.company.com', production: 'db.company.com' }
  expect(outliersOf(rowOf({ ...alike, production: 'api.db.company.com' }))).toEqual(['production other-class warning'])
  expect(outliersOf(rowOf({ ...alike, test: 'api.db.company.com' }))).toEqual(['test other-class info'])
})

test('no majority, no outlier: two against two', () => {
  const row = rowOf({
    development: 'db.company.com',
    test: 'db.company.com',
    staging: 'db.abc123.us-east-1.rds.amazonaws.com',
    production: 'db.abc123.us-east-1.rds.amazonaws.com',
  })
  expect(row.state).toBe('different')
})

test('a placeholder stands out, is of no class and has no vote', () => {
  const row = rowOf({
    development: 'db.company.com',
    staging: 'x.db.company.com',
    production: 'placeholder.example.com',
  })
  expect(outliersOf(row)).toEqual(['production placeholder critical'])
  expect(row.cells[2]?.entries[0]?.letter).toBeNull()
})

test('in the cluster in one environment and outside in the others stands out, either way round', () => {
  const outside = { test: 'db.company.com', staging: 'db.company.com', production: 'db.company.com' }
  expect(outliersOf(rowOf({ ...outside, staging: 'db.shop.svc.cluster.local' }))).toEqual([
    'staging in-cluster-here warning',
  ])
  expect(outliersOf(rowOf({ test: null, staging: null, production: 'db.company.com' }))).toEqual([
    'production outside-here warning',
  ])
})

test('between two environments it is said at the one that leads into the cluster', () => {
  expect(outliersOf(rowOf({ development: null, production: 'db.company.com' }))).toEqual([
    'development in-cluster-here info',
  ])
})

test('an environment lacks a sibling where its system is there and a strict majority of three has it', () => {
  const row = rowOf({ development: 'db.company.com', production: 'db.company.com' }, [
    'development',
    'staging',
    'production',
  ])
  expect(outliersOf(row)).toEqual(['staging missing warning'])
  expect(outliersOf(rowOf({ production: 'db.company.com' }, ['development', 'staging', 'production']))).toEqual([])
  expect(outliersOf(rowOf({ production: 'db.company.com' }, ['development', 'production']))).toEqual([])
})

test('clusters of one environment have one vote together, and none when they are divided', () => {
  const members = [
    member('development', 'db.company.com'),
    member('staging', 'db.company.com'),
    member('production', 'x.db.company.com', 'east'),
    member('production', 'db.company.com', 'west'),
  ]
  const environments = ['development', 'staging', 'production']
  const row = matrixRow({ system: '', name: 'db', members }, { environments, inhabited: new Set(environments) })
  expect(outliersOf(row)).toEqual(['production other-class warning'])
  expect(row.cells[2]?.entries[0]?.outliers[0]?.evidence).toBe('2 of 3 environments share another class')
})

test('with words masked, hosts of one template never stand out', () => {
  const words: Record<string, string[]> = {
    development: ['dev', 'development'],
    test: ['test', 'qa'],
    staging: ['stg', 'staging', 'uat'],
    production: ['prod', 'production', 'live'],
  }
  const template = fc.constantFrom('{w}-db.company.com', 'db.{w}.company.com', '{w}.k3x9q2.eu-west-1.rds.amazonaws.com')
  const spelling = fc.nat({ max: 2 })
  fc.assert(
    fc.property(template, fc.subarray(four, { minLength: 1 }), spelling, (shape, environments, at) => {
      const word = (environment: string) => words[environment]?.[at] ?? words[environment]?.[0] ?? ''
      const targets = environments.map((environment) => [environment, shape.replace('{w}', word(environment))])
      expect(outliersOf(rowOf(Object.fromEntries(targets)))).toEqual([])
    }),
  )
})

test('a strict majority never stands out by its class', () => {
  const host = fc.constantFrom('db.company.com', 'x.db.company.com', 'y.x.db.company.com')
  fc.assert(
    fc.property(fc.tuple(host, host, host, host), (hosts) => {
      const row = rowOf(Object.fromEntries(four.map((environment, at) => [environment, hosts[at] ?? ''])))
      const most = hosts.find((each) => hosts.filter((other) => other === each).length > 2)
      const expected = most === undefined ? 0 : hosts.filter((each) => each !== most).length
      expect(outliersOf(row)).toHaveLength(expected)
    }),
  )
})
