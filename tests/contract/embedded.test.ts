import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { registerSuites } from './contract-suite.ts'
import { contractSuites, disturbingSuites } from './suites.ts'
import { contractTarget } from './target.ts'

let cluster: EmbeddedCluster | undefined

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
})

afterAll(() => cluster?.stop())

registerSuites([...contractSuites, ...disturbingSuites], async () => {
  if (cluster === undefined) throw new Error('the embedded cluster did not start')
  return contractTarget(cluster)
})
