import { describe, expect, test } from 'vitest'
import { knownProbes } from '@/lib/server/targets/known-probes'
import { startTlsPeer } from '../../probe/peers'
import { issue, root } from '../../probe/test-certificates'
import { aliasOf, host, open, until, watch } from '../probes/watch-probes'

const place = { cluster: 'one', namespace: 'shop', name: 'new' }
const ports = [{ name: 'https', port: 8443, protocol: 'TCP' }]

type Watched = ReturnType<typeof watch>

function known({ probes, clock }: Watched, rows: ReturnType<typeof aliasOf>[], target = host) {
  const cluster = { probes, clusterDomain: 'cluster.local' }
  return knownProbes(cluster, { place, target, ports, rows, nowMs: clock.now() })
}

describe('knownProbes', () => {
  test('tells what the probes of the aliases that lead there found, and dials nothing for it', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const watched = watch(peer.port)
    const [a, b] = [aliasOf({ name: 'a' }), aliasOf({ name: 'b' })]
    for (const alias of [a, b]) watched.probes.track(alias)
    expect(known(watched, [a, b])).toEqual({ probes: [], notProbed: 'Port 8443 was not tried yet.' })
    watched.clock.advance(6000)
    await until(() => watched.told).toEqual(['a', 'b'])
    const found = known(watched, [a, b])
    expect(found.notProbed).toBeNull()
    expect(found.probes).toMatchObject([
      { port: 8443, problem: null, certificate: { isHostCovered: true, trust: 'private-ca' } },
    ])
    expect(watched.dialled).toHaveLength(1)
  })

  test('tells nothing of aliases that the viewer may not list, and dials no target that was only typed', () => {
    const watched = watch(1)
    watched.probes.track(aliasOf({ name: 'hidden' }))
    expect(known(watched, [])).toEqual({ probes: [], notProbed: 'Port 8443 is tried once an alias leads there.' })
    expect(known(watched, [], 'typed.example.com')).toMatchObject({ probes: [] })
    watched.probes.untrack(aliasOf({ name: 'hidden' }))
    watched.clock.advance(3_600_000)
    expect(watched.probes.stats().watched).toBe(0)
    expect(watched.dialled).toEqual([])
  })

  test('says which setting keeps it from being tried', () => {
    expect(known(watch(1, { settings: { ...open, ports: [443] } }), []).notProbed).toBe(
      'Port 8443 is not among those that may be probed.',
    )
    expect(known(watch(1, { settings: { ...open, suffixes: ['example.org'] } }), []).notProbed).toBe(
      `${host} is under no suffix that may be probed.`,
    )
    expect(known(watch(1), [], '203.0.113.9').notProbed).toBe('The target is no name that can be asked for.')
  })
})
