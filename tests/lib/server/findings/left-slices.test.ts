import { describe, expect, it, onTestFinished } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { readSliceNames } from '@/lib/kubernetes/left-slices'
import { LeftSlices } from '@/lib/server/findings/left-slices'
import { poll } from '../../../control-plane/poll.ts'
import { accessTo, sendJson, startLoopbackApi } from '../../kubernetes/loopback-api.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'
import { sampleAlias } from '../inventory/sample-alias'

type Slices = Readonly<Record<string, string>>

/** What is left in an API server that holds these slices: their Services by name. */
async function leftIn(state: { slices: Slices | 'forbidden' }, aliases: readonly Alias[]) {
  const asked: string[] = []
  const api = await startLoopbackApi((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://api')
    const selector = searchParams.get('labelSelector') ?? ''
    asked.push(`${pathname.split('/')[5]} ${selector}`)
    if (state.slices === 'forbidden')
      return sendJson(response, 403, {
        kind: 'Status',
        status: 'Failure',
        reason: 'Forbidden',
        message: 'no',
        code: 403,
      })
    const wanted = /in \((.*)\)/.exec(selector)?.[1]?.split(',') ?? []
    const items = Object.entries(state.slices)
      .filter(([, service]) => wanted.includes(service))
      .map(([name, service]) => ({
        metadata: { name, uid: name, namespace: 'shop', labels: { 'kubernetes.io/service-name': service } },
      }))
    sendJson(response, 200, { metadata: { resourceVersion: '1' }, items })
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  const clock = new ManualClock()
  const changed: string[] = []
  const left = new LeftSlices({
    ...{ clock, random: () => 0.5, aliases: () => aliases },
    read: (question) => readSliceNames(client, question),
    onChange: ({ name }) => changed.push(name),
  })
  onTestFinished(async () => {
    await left.close()
    await client.close()
    await api.close()
  })
  const round = async (ms: number) => {
    clock.advance(ms)
    await poll(async () => clock.waiting() === 1, { what: 'the round is over', timeoutMs: 20_000, everyMs: 2 })
  }
  left.start()
  return { left, asked, changed, round }
}

describe('what earlier types left', () => {
  const orders = sampleAlias({ name: 'orders' })

  it('is known by alias, asked for by label, and never of a Service that leads nowhere by name', async () => {
    const moved = sampleAlias({ name: 'moved', type: 'ClusterIP', target: null })
    const state = { slices: { 'orders-b': 'orders', 'orders-a': 'orders', 'moved-a': 'moved' } }
    const { left, asked, changed, round } = await leftIn(state, [orders, moved])
    await round(10_000)
    expect(asked).toEqual(['shop kubernetes.io/service-name in (orders)'])
    expect(left.of(orders)).toEqual(['orders-a', 'orders-b'])
    expect(left.of(moved)).toEqual([])
    expect(changed).toEqual(['orders'])
  })

  it('is told once when it comes and once when it goes', async () => {
    const state: { slices: Slices } = { slices: { a: 'orders' } }
    const { left, changed, round } = await leftIn(state, [orders])
    await round(10_000)
    await round(600_000)
    expect(changed).toEqual(['orders'])
    state.slices = {}
    await round(600_000)
    expect(changed).toEqual(['orders', 'orders'])
    expect(left.of(orders)).toEqual([])
  })

  it('asks for fifty Services of a namespace at a time', async () => {
    const many = Array.from({ length: 120 }, (_, at) =>
      sampleAlias({ name: `a${at}`, namespace: at < 60 ? 'one' : 'two' }),
    )
    const { asked, round } = await leftIn({ slices: {} }, many)
    await round(10_000)
    expect(asked.map((text) => text.split(' ')[0])).toEqual(['one', 'one', 'two', 'two'])
  })

  it('is not known where it may not be read, and says why', async () => {
    const { left, round } = await leftIn({ slices: 'forbidden' }, [orders])
    expect(left.unread()).toBeNull()
    await round(10_000)
    expect(left.of(orders)).toEqual([])
    expect(left.unread()).not.toBeNull()
  })
})
