import { expect, test } from 'vitest'
import type { PlacedService } from '@/lib/server/environments/compare-imported'
import { importMatrix } from '@/lib/server/environments/import-matrix'

const domains = { clusterDomain: 'cluster.local', ownDomains: ['company.com'], otherClusterDomains: [] }
const order = ['development', 'staging', 'production']

function placed(namespace: string, name: string, environment: string | null, externalName: string): PlacedService {
  return {
    ...{ source: 'k', environment, ref: { cluster: 'one', namespace, name } },
    service: {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { namespace, name } },
      spec: { type: 'ExternalName', externalName },
    },
  }
}

const matrix = (...services: PlacedService[]) => importMatrix(services, order, domains)

test('holds the Services of several environments side by side, what stands out first', () => {
  const { environments, rows } = matrix(
    placed('shop-dev', 'api', 'development', 'api.dev.company.com'),
    placed('shop-prod', 'api', 'production', 'api.company.com'),
    placed('shop-dev', 'db', 'development', 'dev-db.company.com.'),
    placed('shop-prod', 'db', 'production', 'dev-db.company.com'),
    placed('tools', 'x', null, 'x.company.com'),
  )
  expect(environments).toEqual(['development', 'production'])
  expect(rows.map(({ system, name, state }) => [system, name, state])).toEqual([
    ['shop', 'db', 'stands-out'],
    ['shop', 'api', 'alike'],
  ])
  const [, production] = rows[0]?.cells ?? []
  expect(production?.entries[0]?.outliers.map(({ code }) => code)).toEqual(['other-environment-word'])
})

test('the colours of a group are no dependencies of their own', () => {
  const group = ['api', 'api-blue', 'api-green'].map((name) => placed('shop-prod', name, 'production', 'a.company.com'))
  expect(
    matrix(...group, placed('shop-prod', 'sky-blue', 'production', 'a.company.com')).rows.map(({ name }) => name),
  ).toEqual(['api', 'sky-blue'])
})
