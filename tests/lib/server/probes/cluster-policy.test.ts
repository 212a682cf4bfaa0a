import { describe, expect, test } from 'vitest'
import { guardAddresses } from '@/lib/domain/probe/address-guard'
import type { ClusterAddresses } from '@/lib/kubernetes/cluster-addresses'
import { ClusterPolicy } from '@/lib/server/probes/cluster-policy'
import { ManualClock } from '../monitor/manual-clock'

const addresses: ClusterAddresses = {
  apiServers: ['203.0.113.10'],
  nodes: ['192.168.7.1'],
  pods: ['10.244.0.0/16'],
  services: ['10.96.0.0/12'],
  unread: [],
}

function policyOf(options: { found?: Partial<ClusterAddresses>; allowPrivate?: boolean; reserved?: string[] } = {}) {
  const clock = new ManualClock()
  const state = { reads: 0, isAway: false }
  const policy = new ClusterPolicy({
    clock,
    read: async () => {
      state.reads += 1
      if (state.isAway) throw new Error('away')
      return { ...addresses, ...options.found }
    },
    reserved: options.reserved ?? [],
    allowPrivate: options.allowPrivate ?? false,
  })
  const mayDial = async (address: string) => {
    const current = await policy.current()
    return current === null ? null : guardAddresses([address], current).kind === 'allowed'
  }
  return { clock, state, mayDial }
}

describe('what of a cluster is never dialled', () => {
  test.each(['203.0.113.10', '192.168.7.1', '10.244.3.4', '10.100.0.1'])(
    'is %s, even where private addresses are allowed',
    async (address) => {
      expect(await policyOf({ allowPrivate: true }).mayDial(address)).toBe(false)
    },
  )

  test('leaves other private addresses to the settings', async () => {
    expect(await policyOf({ allowPrivate: true }).mayDial('10.20.0.5')).toBe(true)
    expect(await policyOf().mayDial('10.20.0.5')).toBe(false)
    expect(await policyOf().mayDial('203.0.113.77')).toBe(true)
  })

  test('is every private address where not all of the cluster could be read, unless the settings say what is reserved', async () => {
    const found = { unread: ['nodes'], nodes: [], pods: [] }
    expect(await policyOf({ allowPrivate: true, found }).mayDial('10.20.0.5')).toBe(false)
    const told = policyOf({ allowPrivate: true, found, reserved: ['10.244.0.0/16'] })
    expect(await told.mayDial('10.20.0.5')).toBe(true)
    expect(await told.mayDial('10.244.0.5')).toBe(false)
  })

  test('is everything while nothing was read, and asked for again later', async () => {
    const { clock, state, mayDial } = policyOf()
    state.isAway = true
    expect(await mayDial('203.0.113.77')).toBeNull()
    await mayDial('203.0.113.77')
    expect(state.reads).toBe(1)
    state.isAway = false
    clock.advance(15_000)
    expect(await mayDial('203.0.113.77')).toBe(true)
  })

  test('is read once for many, anew after five minutes, and holds for an hour while the API server is away', async () => {
    const { clock, state, mayDial } = policyOf()
    await Promise.all([mayDial('203.0.113.77'), mayDial('203.0.113.78')])
    expect(state.reads).toBe(1)
    state.isAway = true
    clock.advance(301_000)
    expect(await mayDial('203.0.113.77')).toBe(true)
    expect(state.reads).toBe(2)
    clock.advance(3_600_000)
    expect(await mayDial('203.0.113.77')).toBeNull()
  })

  test('cannot be dialled around by a range that cannot be read', async () => {
    expect(await policyOf({ found: { pods: ['10.244.0.0/99'] } }).mayDial('203.0.113.77')).toBeNull()
  })
})
