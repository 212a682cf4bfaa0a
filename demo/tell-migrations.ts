import { randomUUID } from 'node:crypto'
import { gatewayOfFraudChecks, newStockHost, secondSearchHost } from './company/migration-targets.ts'
import { type ConsoleApi, call, carryOut, serviceOf, untilProved } from './console-api.ts'

interface Begun {
  readonly id: string
  readonly service: ReturnType<typeof serviceOf>
  readonly phases: readonly Phase[]
}

interface Phase {
  readonly id: string
  readonly requests: readonly { service: ReturnType<typeof serviceOf> }[]
}

const day = 1_440

/** Begins a migration of each pattern and brings each to another phase: real ones, with their changes, words and gates. */
export async function tellMigrations(api: ConsoleApi): Promise<void> {
  const orders = await start(api, 'checkout', 'orders-db', {
    ...{ pattern: 'external-to-internal', workload: 'StatefulSet orders-pg', selector: { app: 'orders-pg' } },
    ports: [{ name: 'postgres', port: 5432 }],
  })
  await vouch(api, orders, 'workload', 'rolled out with the release of this week')
  await vouch(api, orders, 'replication', 'logical replication, publication moving')
  await vouch(api, orders, 'first-copy', '412 GB, row counts of all tables equal')
  await vouch(api, orders, 'lag', '0.4 s over the last minute')
  await note(api, orders, 'Roles are copied without passwords: the vault writes them on Thursday.')

  const books = await start(api, 'catalogue-dev', 'books-db', {
    ...{ pattern: 'provider-to-provider', target: 'cluster0.qm4tz.mongodb.net' },
  })
  await carryPhase(api, books, 'mark', 'the old cluster refuses connections')
  for (const item of ['replication', 'first-copy', 'credentials', 'lag', 'fenced'])
    await vouch(api, books, item, 'development data, dumped and restored')
  await carryPhase(api, books, 'switch', 'development moves to the shared cluster')

  const search = await start(api, 'storefront', 'search', { pattern: 'blue-green', target: secondSearchHost })
  await carryPhase(api, search, 'colours', 'a second entry to the search provider')

  await start(api, 'warehouse', 'label-printer', {
    ...{ pattern: 'address-to-headless', addresses: ['10.40.12.7'], ports: [{ name: 'raw', port: 9100 }] },
  })
  await start(api, 'data-platform', 'stock-db-rw', { pattern: 'internal-to-external', target: newStockHost })

  const fraud = await start(api, 'checkout', 'fraud-check', {
    ...{ pattern: 'retarget-many', target: gatewayOfFraudChecks },
    waves: [[{ namespace: 'checkout', name: 'fraud-check' }], [{ namespace: 'payments', name: 'fraud-check' }]],
  })
  await carryPhase(api, fraud, 'wave-1', 'the partner closes its old gateway')
}

async function start(api: ConsoleApi, namespace: string, name: string, spec: object): Promise<Begun> {
  const service = serviceOf(api, namespace, name)
  const body = { id: randomUUID(), service, spec, soakMinutes: day }
  const { id, phases } = await call(api, 'POST', '/api/v1/migrations', body)
  if (typeof id !== 'string' || !Array.isArray(phases)) throw new Error('the console answered without a migration')
  return { id, service, phases }
}

function act(api: ConsoleApi, { id, service }: Begun, action: object) {
  const { cluster, namespace, name } = service
  return call(api, 'POST', `/api/v1/migrations/${cluster}/${namespace}/${name}/${id}/actions`, action)
}

function vouch(api: ConsoleApi, migration: Begun, item: string, evidence: string) {
  return act(api, migration, { action: 'attest', item, evidence })
}

function note(api: ConsoleApi, migration: Begun, text: string) {
  return act(api, migration, { action: 'note', text })
}

async function carryPhase(api: ConsoleApi, { id, service, phases }: Begun, phase: string, reason: string) {
  const requests = phases.find((each) => each.id === phase)?.requests ?? []
  for (const request of requests) {
    const change = await carryOut(api, request, reason, { migration: { service, id, phase } })
    await untilProved(api, request.service, change)
  }
}
