import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Row } from '@/lib/contract/row'
import { servicesQuerySchema } from '@/lib/contract/services'
import type { Identity } from '@/lib/server/access/identity'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { listServices } from '@/lib/server/services/list-services'
import { readSettings } from '@/lib/server/settings/settings'
import { company } from '../../demo/company/company.ts'
import { companyEndpoints } from '../../demo/company/endpoints.ts'
import type { MovingNames, WorldView } from '../../demo/company/moving-world.ts'
import { outsideWorld, worldSeenFromInside } from '../../demo/company/outside-world.ts'
import { seedCompany } from '../../demo/company/seed-company.ts'
import { seedDelivery } from '../../demo/company/seed-delivery.ts'
import { consoleSettings } from '../../demo/console-settings.ts'
import { createDialer } from '../../demo/endpoints/create-dialer.ts'
import { startEndpoints } from '../../demo/endpoints/start-endpoints.ts'
import { applicationKind } from '../../demo/resources/application-kind.ts'
import { startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { startWorldDns } from '../../demo/world/start-world-dns.ts'
import { poll } from '../control-plane/poll.ts'

export interface CompanyConsole {
  readonly runtime: ConsoleRuntime
  readonly identity: Identity
  readonly rows: () => Promise<readonly Row[]>
  /** Makes names answer differently, outside and as the company's own resolver says. */
  readonly update: (changes: Readonly<Record<WorldView, MovingNames>>) => Promise<void>
  readonly stop: () => Promise<void>
}

const dialerKey = Symbol.for('signpost.dialer')
const count = company.reduce((sum, { aliases }) => sum + aliases.length, 0)

/** The console with the settings that the demo gives it, in front of the company's cluster and a world that stands still, in this process. */
export async function startCompanyConsole(): Promise<CompanyConsole> {
  const cluster = await startEmbeddedCluster({ worldAnswers: worldSeenFromInside(), customKinds: [applicationKind] })
  for (const bring of [seedDelivery, seedCompany])
    bring(new Date(), (objects, { manager }) => cluster.seed(objects, manager))
  const outside = await startWorldDns({ answers: outsideWorld() })
  const endpoints = await startEndpoints(companyEndpoints(), new Date())
  const folder = await mkdtemp(join(tmpdir(), 'signpost-company-'))
  const caBundlePath = join(folder, 'company-ca.crt')
  await writeFile(caBundlePath, endpoints.bundlePem)
  // What NODE_EXTRA_CA_CERTS does to a process that starts.
  const defaultRoots = getCACertificates('default')
  setDefaultCACertificates([...defaultRoots, endpoints.publicPem])
  // As the demo's preload does: no connection of this process leaves loopback.
  Reflect.set(globalThis, dialerKey, createDialer(endpoints.table))
  const env = consoleSettings({
    ...{ kubeconfigPath: cluster.kubeconfigPath('admin'), publicCaPath: '', caBundlePath, configPath: '' },
    metricsAddress: '127.0.0.1:1',
    ...{ clusterDns: cluster.clusterDns, resolver: outside, dialTable: endpoints.table },
  })
  const runtime = new ConsoleRuntime({ settings: readSettings(env), env, clock: systemClock, random: Math.random })
  runtime.start()
  await poll(async () => [...runtime.inventory.rows()].length === count, { what: 'all aliases', timeoutMs: 20_000 })
  const identity = await runtime.viewers.loopback()
  const query = servicesQuerySchema.parse({ limit: 500 })
  return {
    runtime,
    identity,
    rows: async () => (await listServices(runtime, identity, query)).items,
    update: async (changes) => {
      await Promise.all([outside.update(changes.outside), cluster.world.update(changes.inside)])
    },
    stop: async () => {
      await runtime.close()
      Reflect.deleteProperty(globalThis, dialerKey)
      setDefaultCACertificates(defaultRoots)
      await Promise.all([endpoints.stop(), outside.stop(), rm(folder, { recursive: true })])
      await cluster.stop()
    },
  }
}
