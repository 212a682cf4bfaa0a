import { join } from 'node:path'
import type { Tokens } from './access/identities.ts'
import { crmCluster } from './company/crm-cluster.ts'
import { outsideWorld } from './company/outside-world.ts'
import { loyalty, loyaltyAddresses } from './company/own-zone.ts'
import { seedNamespaces } from './company/seed-company.ts'
import { createRequestSender } from './delivery/send-request.ts'
import { publishBalancers } from './publish-balancers.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from './start-embedded-cluster.ts'

export const crmContext = 'quillmoor-ams1'

/** Starts the company's second cluster, whose resolver knows what the whole world knows. Its files lie in a folder of their own. */
export async function startCrmCluster(folder: string, tokens: Tokens): Promise<EmbeddedCluster> {
  let seedsAt: Date | null = null
  const cluster = await startEmbeddedCluster({
    directory: join(folder, crmContext),
    stateFile: join(folder, crmStateFile),
    contextName: crmContext,
    tokens,
    worldAnswers: outsideWorld(),
    now: () => seedsAt ?? new Date(),
  })
  if (cluster.isRestored) return cluster
  seedNamespaces(crmCluster, new Date(), (objects, { at, manager }) => {
    seedsAt = at
    cluster.seed(objects, manager)
    seedsAt = null
  })
  const sender = await createRequestSender({ ...cluster, token: cluster.token('admin') })
  const addresses = loyaltyAddresses.map(({ data }) => data)
  await publishBalancers(crmCluster, (host) => (host === loyalty ? addresses : []), sender.send).finally(sender.close)
  return cluster
}

export const crmStateFile = 'state-ams1.json'
