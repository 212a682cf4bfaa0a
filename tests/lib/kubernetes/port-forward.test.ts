import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../demo/start-embedded-cluster'
import { describeDnsForward } from '../../plane/dns-forward-cases'

let cluster: EmbeddedCluster
beforeAll(async () => {
  cluster = await startEmbeddedCluster()
})
afterAll(() => cluster.stop())

describeDnsForward(() => cluster)
