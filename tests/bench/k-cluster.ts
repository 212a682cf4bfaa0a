import { writeFile } from 'node:fs/promises'
import { startControlPlane } from '../control-plane/start.ts'
import { estateWorld } from './estate.ts'
import { loadEstate } from './load-estate.ts'
const cp = await startControlPlane({ report: (t: string) => console.log(t) })
process.once('SIGTERM', () => void cp.stop().then(() => process.exit(0)))
await cp.world.update(estateWorld)
console.log(await loadEstate(cp, { aliases: 0, others: 0 }, { aliases: 10000, others: 5000 }))
const { clusterDns, world } = cp
await writeFile('/tmp/K-env.json', JSON.stringify({ KUBECONFIG: cp.kubeconfigPath('admin'), SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`, SIGNPOST_RESOLVERS: `${world.host}:${world.port}`, SIGNPOST_RATE_LIMIT: '0' }))
console.log('ready')
setInterval(() => undefined, 1e9)
