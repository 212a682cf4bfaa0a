import { flushCompileCache } from 'node:module'
import { resolveAlias } from '../bench/resolve-alias.ts'
import { poll } from '../control-plane/poll.ts'
import type { DoomedOrder, DoomedStart } from './start-doomed-console.ts'

// A console as far as changes go, in a process of its own that somebody will kill. It is told what to do over the channel to its parent.
resolveAlias()
const { carryingOut, startReplica } = await import('../cluster/change-replica.ts')
// Node does so when it ends, which this process will not live to see.
flushCompileCache()

const { kubeconfigPath, token, clusterDns, world }: DoomedStart = JSON.parse(process.argv[2] ?? '')
const replica = await startReplica({ kubeconfigPath: () => kubeconfigPath, token: () => token, clusterDns, world })
const viewer = replica.viewer('admin')

let go: () => void = () => undefined
process.on('message', (order: DoomedOrder | 'go') => {
  if (order === 'go') return go()
  carryOut(order).then(
    () => process.send?.({ kind: 'done', id: order.id }),
    (error: unknown) => process.send?.({ kind: 'failed', id: order.id, why: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ kind: 'ready', cluster: replica.cluster })

async function carryOut({ id, request, migration }: DoomedOrder): Promise<void> {
  const plan = await replica.engine.plan(request, viewer)
  const told = new Promise<void>((resolve) => {
    go = resolve
  })
  process.send?.({ kind: 'planned', id })
  await told
  const body = carryingOut(plan, migration === undefined ? { changeId: id } : { changeId: id, migration })
  await replica.migrations.admit(body, viewer)
  await replica.engine.carryOut(body, viewer)
  const isProved = async () => ['completed', 'soaking', 'inconclusive', 'failed'].includes(stateOf(id))
  await poll(isProved, { what: `the proof of ${id} comes to an end`, timeoutMs: 120_000, everyMs: 20 })
}

function stateOf(id: string): string {
  return replica.published.findLast((change) => change.id === id)?.state ?? ''
}
