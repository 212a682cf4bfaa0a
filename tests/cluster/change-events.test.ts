import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attemptOutcome } from '@/lib/domain/change/attempt-outcome'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { outcomeEvent } from '@/lib/server/change/attempt-event'
import { ChangeEvents } from '@/lib/server/change/change-events'
import { changeView } from '@/lib/server/change/change-view'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { changeEntry } from '../lib/domain/change/change-entries.ts'

const controlPlane = providedControlPlane()
const namespace = 'change-events'
const states = ['applied', 'not-applied', 'failed', 'reverted', 'undone'] as const
let client: KubeClient
const results: string[] = []
let events: ChangeEvents

beforeAll(async () => {
  await controlPlane.kubectl(['create', 'namespace', namespace])
  const kubeconfig = { KUBECONFIG: controlPlane.kubeconfigPath('admin') }
  const [access] = (await readKubeconfig({ env: kubeconfig, contexts: null })).clusters
  if (!access) throw new Error('no cluster')
  client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  events = new ChangeEvents({
    ...{ clientOf: () => client, uidOf: () => null, clock: systemClock, instance: 'console-0' },
    onDone: (_, result) => results.push(result),
  })
})
afterAll(async () => {
  await events.close()
  await client.close()
  await controlPlane.kubectl(['delete', 'namespace', namespace, '--wait=false'])
})

async function write(state: (typeof states)[number], id: string, reason: string | null = null): Promise<string[]> {
  const at = new Date().toISOString()
  const entry = changeEntry(1, { id, state, reason, steps: [{ state, at, note: 'It was so.' }] })
  const outcome = attemptOutcome(state)
  if (!outcome) throw new Error(`${state} is no outcome`)
  const before = results.length
  events.write(outcomeEvent(changeView(entry, { cluster: 'test', namespace, name: 'orders' }), outcome))
  await poll(async () => results.length > before, { what: 'the Event is done', timeoutMs: 10_000 })
  return results.slice(before)
}

describe('a real API server', () => {
  test('takes the Event of every outcome, and shows it on the Service', async () => {
    const id = randomUUID()
    for (const state of states) expect(await write(state, id)).toEqual(['written'])
    const { stdout } = await controlPlane.kubectl(['get', 'events', '-n', namespace, '-o', 'json'])
    const found = JSON.parse(stdout).items.filter(({ metadata }: { metadata: { name: string } }) =>
      metadata.name.includes(id),
    )
    expect(found).toHaveLength(states.length)
    for (const event of found) {
      expect(event.involvedObject).toMatchObject({ kind: 'Service', name: 'orders', namespace })
      expect(event.reportingComponent).toBe('signpost/console')
      expect(event.message).toContain('a.example to b.example by ada')
    }
    expect(found.map(({ type }: { type: string }) => type).sort()).toEqual([
      ...['Normal', 'Normal', 'Warning', 'Warning', 'Warning'],
    ])
  })

  test('takes one whose texts are too long, cut to its limits', async () => {
    expect(await write('applied', randomUUID(), 'ü'.repeat(2_000))).toEqual(['written'])
  })

  test('keeps one Event although two consoles tell the same', async () => {
    const id = randomUUID()
    expect(await write('applied', id)).toEqual(['written'])
    expect(await write('applied', id)).toEqual(['written'])
    const { stdout } = await controlPlane.kubectl(['get', 'events', '-n', namespace, '-o', 'name'])
    expect(stdout.split('\n').filter((line) => line.includes(id))).toHaveLength(1)
  })
})
