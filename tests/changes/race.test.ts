import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { wasNeverApplied } from '@/lib/domain/change/change-life'
import { type ChangeReplica, carryingOut, startReplica } from '../cluster/change-replica.ts'
import { isOnRealPlane, openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readChangeFiles } from './change-files.ts'

const namespace = 'changes-race-of-8'
// A thousand applies on the real control plane, two hundred where a newcomer waits for the tests.
const rounds = isOnRealPlane() ? 125 : 25
const clients = 8
const hosts = ['api-v1.backend.com', 'api-v2.backend.com'] as const
const name = 'api'

let plane: TestPlane
let replicas: ChangeReplica[] = []

beforeAll(async () => {
  plane = await openTestPlane()
  const spec = { type: 'ExternalName', externalName: hosts[0] }
  await plane.administrator.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name, annotations: { owner: 'payments' } }, spec },
  )
  replicas = await Promise.all([startReplica(plane), startReplica(plane)])
})
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()))
  await plane?.administrator.deleteNamespace(namespace)
  await plane?.close()
})

const settle = async (work: Promise<{ created: boolean }>): Promise<'won' | AppError> => {
  try {
    expect((await work).created).toBe(true)
    return 'won'
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

test(`of ${rounds * clients} applies by ${clients} clients of two consoles exactly one wins each round, and every loser is told seen, now and wanted`, {
  timeout: 300_000,
}, async () => {
  const [first] = replicas
  if (!first) throw new Error('no console')
  const viewer = first.viewer('admin')
  const client = viewer.client(first.cluster)
  const service = { cluster: first.cluster, namespace, name }
  const wins = new Map<number, number>()
  for (let round = 0; round < rounds; round += 1) {
    const [seen, wanted] = round % 2 === 0 ? hosts : ([hosts[1], hosts[0]] as const)
    const plan = await first.engine.plan({ kind: 'retarget', service, target: wanted }, viewer)
    const bodies = Array.from({ length: clients }, () => carryingOut(plan))
    const results = await Promise.all(
      bodies.map((body, index) => {
        const replica = replicas[(index + round) % replicas.length] ?? first
        return settle(replica.engine.carryOut(body, replica.viewer('admin')))
      }),
    )
    const winners = results.flatMap((result, index) => (result === 'won' ? [index] : []))
    expect(winners, `winners of round ${round}: ${results.map(String)}`).toHaveLength(1)
    const [winner = 0] = winners
    wins.set((winner + round) % replicas.length, (wins.get((winner + round) % replicas.length) ?? 0) + 1)
    for (const error of results) {
      if (error === 'won') continue
      expect(error, `a loser of round ${round}: ${error.message}`).toMatchObject({
        code: 'conflict',
        reason: 'plan-stale',
        extra: { seen: { target: seen }, now: { target: wanted }, wanted: { target: wanted } },
      })
    }
    const { target, carried, entries } = await readChangeFiles(client, namespace, name)
    expect([target, carried?.id]).toEqual([wanted, bodies[winner]?.changeId])
    const losers = bodies.flatMap(({ changeId }, index) => (index === winner ? [] : [changeId]))
    const claimed = entries.filter((entry) => losers.includes(entry.id) && !wasNeverApplied(entry))
    expect(claimed, 'changes of losers that the record holds').toEqual([])
  }
  expect([...wins.keys()].sort(), 'consoles that won').toEqual([0, 1])
})
