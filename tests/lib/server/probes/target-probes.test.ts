import { describe, expect, test } from 'vitest'
import { startPeer, startTlsPeer } from '../../probe/peers'
import { issue, root } from '../../probe/test-certificates'
import { aliasOf, host, open, until, watch } from './watch-probes'

describe('probes of targets', () => {
  test('connect once to an endpoint that several aliases share, and hold its certificate against the names of all', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host, 'b.shop.svc'] })])
    const { clock, probes, dialled, told } = watch(peer.port)
    const [a, b] = [aliasOf({ name: 'a' }), aliasOf({ name: 'b' })]
    probes.track(a)
    probes.track(b)
    expect(probes.stats()).toEqual({ watched: 1, neverProbed: 1 })
    clock.advance(6000)
    await until(() => told).toEqual(['a', 'b'])
    expect(probes.stats()).toEqual({ watched: 1, neverProbed: 0 })
    expect(dialled).toEqual([{ address: '203.0.113.7', port: 8443 }])
    const tls = probes.reading(b)?.latest?.tls
    expect(tls?.ok && tls.covers.filter(({ isCovered }) => isCovered).map(({ name }) => name)).toEqual([
      host,
      'b.shop.svc',
    ])
    expect(probes.reading(a)?.connectMs).toHaveLength(1)
  })

  test('never connect where the settings do not allow it, and say why', () => {
    const { clock, probes, dialled } = watch(1, { settings: { ...open, ports: [443] } })
    probes.track(aliasOf())
    clock.advance(3_600_000)
    expect(dialled).toEqual([])
    expect(probes.reading(aliasOf())).toMatchObject({ plan: { kind: 'skip', code: 'port' }, latest: null })
  })

  test('wait for an address before they connect', async () => {
    const peer = await startPeer(() => undefined)
    let addresses: string[] = []
    const { clock, probes, dialled } = watch(peer.port, { addresses: () => addresses })
    probes.track(aliasOf({ ports: [{ name: null, port: 5432, protocol: 'TCP', targetPort: null }] }))
    clock.advance(20_000)
    expect(dialled).toEqual([])
    expect(probes.reading(aliasOf())).toMatchObject({ latest: null, waitsFor: 'address' })
    addresses = ['203.0.113.9']
    clock.advance(31_000)
    await until(() => dialled).toHaveLength(1)
  })

  test('come again within the minute while the alias is on screen, else after a quarter of an hour', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { clock, probes, dialled, told } = watch(peer.port)
    const alias = aliasOf()
    probes.track(alias)
    clock.advance(6000)
    await until(() => told).toHaveLength(1)
    clock.advance(600_000)
    expect(dialled).toHaveLength(1)
    probes.show([alias])
    clock.advance(61_000)
    await until(() => told).toHaveLength(2)
    clock.advance(61_000)
    await until(() => told).toHaveLength(3)
  })

  test('follow an alias to another target, and end with the last alias', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { clock, probes, told } = watch(peer.port)
    probes.track(aliasOf())
    probes.track(aliasOf({ target: 'moved.example.com' }))
    clock.advance(6000)
    await until(() => told).toEqual(['orders'])
    expect(probes.reading(aliasOf())?.latest?.host).toBe('moved.example.com')
    probes.untrack(aliasOf())
    clock.advance(3_600_000)
    expect(probes.reading(aliasOf())).toBeNull()
    expect(told).toHaveLength(1)
  })

  test('do not dial what the address guard refuses, and say so as data', async () => {
    const { clock, probes, dialled, told } = watch(1, { addresses: () => ['203.0.113.7', '169.254.169.254'] })
    probes.track(aliasOf())
    clock.advance(6000)
    await until(() => told).toHaveLength(1)
    expect(dialled).toEqual([])
    expect(probes.reading(aliasOf())?.latest?.tcp).toMatchObject({ ok: false, failed: 'denied' })
  })

  test('connect to nothing while it is not known what belongs to the cluster', async () => {
    const peer = await startPeer(() => undefined)
    let asked = 0
    const policy = async () => {
      asked += 1
      return null
    }
    const { clock, probes, dialled } = watch(peer.port, { policy })
    probes.track(aliasOf())
    clock.advance(6000)
    await until(() => asked).toBeGreaterThan(0)
    expect(dialled).toEqual([])
  })

  test('that run already are waited for by who asks meanwhile, and made once', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { clock, probes, dialled } = watch(peer.port)
    probes.track(aliasOf())
    clock.advance(6000)
    const readings = await Promise.all([probes.probeNow(aliasOf()), probes.probeNow(aliasOf())])
    for (const reading of readings) expect(reading?.latest?.tcp.ok).toBe(true)
    expect(dialled).toHaveLength(1)
  })

  test('are not made twice in two seconds, however often somebody asks', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { probes, dialled } = watch(peer.port)
    probes.track(aliasOf())
    await probes.probeNow(aliasOf())
    await probes.probeNow(aliasOf())
    expect(dialled).toHaveLength(1)
  })

  test('are made for one namespace 50 times at once, then twice a second, and another namespace does not wait for it', async () => {
    const peer = await startPeer(() => undefined)
    const { clock, probes, dialled } = watch(peer.port, { settings: { ...open, ports: [6379] } })
    const ports = [{ name: null, port: 6379, protocol: 'TCP', targetPort: null }]
    const many = Array.from({ length: 80 }, (_, index) =>
      aliasOf({ name: `a${index}`, target: `db.tenant${index}.example`, ports }),
    )
    for (const alias of many) probes.track(alias)
    const probed = async () =>
      (await Promise.all(many.map((alias) => probes.probeNow(alias)))).filter((reading) => reading?.latest)
    expect(await probed()).toHaveLength(50)
    const last = many.at(-1)
    expect(last && probes.reading(last)).toMatchObject({ waitsFor: 'pace', latest: null })
    const other = aliasOf({ namespace: 'elsewhere', target: 'db.other.example', ports })
    probes.track(other)
    expect((await probes.probeNow(other))?.latest?.tcp).toMatchObject({ ok: true })
    // Who waits comes again after 5.5 s by this clock's chance, when 12 more may go.
    clock.advance(6000)
    await until(() => dialled.length).toBe(63)
    clock.advance(60_000)
    await until(() => many.filter((alias) => probes.reading(alias)?.latest).length).toBe(80)
  })

  test('are made to hosts of one registered domain 50 times at once, whatever namespace wants them', async () => {
    const peer = await startPeer(() => undefined)
    const { probes } = watch(peer.port, { settings: { ...open, ports: [6379] } })
    const ports = [{ name: null, port: 6379, protocol: 'TCP', targetPort: null }]
    const many = Array.from({ length: 60 }, (_, index) =>
      aliasOf({ namespace: `n${index}`, target: `db-${index}.victim.example`, ports }),
    )
    for (const alias of many) probes.track(alias)
    const readings = await Promise.all(many.map((alias) => probes.probeNow(alias)))
    expect(readings.filter((reading) => reading?.latest)).toHaveLength(50)
  })

  test('keep the times of the last 26 connections', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { clock, probes } = watch(peer.port)
    const alias = aliasOf()
    probes.track(alias)
    for (let round = 0; round < 28; round += 1) {
      clock.advance(2000)
      await probes.probeNow(alias)
    }
    expect(probes.reading(alias)?.connectMs).toHaveLength(26)
    expect(probes.reading(alias)?.connectMs.every((ms) => ms !== null && ms >= 0)).toBe(true)
  })
})

describe('a look at a host that no alias leads to', () => {
  const elsewhere = 'new.example.com'
  const certified = () => startTlsPeer([issue(root, { alternativeNames: [elsewhere] })])

  test('asks for its addresses, dials the port of the alias and reads its certificate, once a minute at most', async () => {
    const peer = await certified()
    const { clock, probes, dialled } = watch(peer.port, { addresses: () => [], asked: ['203.0.113.9'] })
    clock.advance(120_000)
    const readings = await Promise.all([1, 2, 3].map(() => probes.look(aliasOf(), elsewhere)))
    expect(dialled).toEqual([{ address: '203.0.113.9', port: 8443 }])
    const tls = readings[0]?.latest?.tls
    expect(tls?.ok && tls.certificate?.issuer).toContain('Acme Root')
    clock.advance(59_000)
    await probes.look(aliasOf(), elsewhere)
    expect(dialled).toHaveLength(1)
    clock.advance(2_000)
    await probes.look(aliasOf(), elsewhere)
    expect(dialled).toHaveLength(2)
    expect(probes.stats()).toEqual({ watched: 0, neverProbed: 0 })
  })

  test('takes what the probes of an alias found where one leads there', async () => {
    const peer = await startTlsPeer([issue(root, { alternativeNames: [host] })])
    const { clock, probes, dialled } = watch(peer.port)
    clock.advance(120_000)
    probes.track(aliasOf())
    await probes.probeNow(aliasOf())
    expect((await probes.look(aliasOf({ name: 'other' }), host)).latest?.tcp.ok).toBe(true)
    expect(dialled).toHaveLength(1)
  })

  test.each([
    ['an address of this machine', '127.0.0.1'],
    ['a private address', '10.0.0.8'],
    ['what serves metadata of a cloud', '169.254.169.254'],
  ])('never dials %s', async (_, address) => {
    const { clock, probes, dialled } = watch(1, { addresses: () => [], asked: [address] })
    clock.advance(120_000)
    const { latest } = await probes.look(aliasOf(), elsewhere)
    expect(latest?.tcp).toMatchObject({ ok: false, failed: 'denied' })
    expect(dialled).toEqual([])
  })

  test('is not made where the settings do not allow it, nor where the name has no address, nor out of its turn', async () => {
    const peer = await certified()
    const forbidden = watch(1, { settings: { ...open, suffixes: ['example.org'] } })
    expect(await forbidden.probes.look(aliasOf(), elsewhere)).toMatchObject({ plan: { kind: 'skip', code: 'suffix' } })
    const nowhere = watch(1, { addresses: () => [] })
    nowhere.clock.advance(120_000)
    expect(await nowhere.probes.look(aliasOf(), elsewhere)).toMatchObject({ latest: null, waitsFor: 'address' })
    const busy = watch(peer.port)
    busy.clock.advance(120_000)
    const hosts = Array.from({ length: 60 }, (_, index) => `n${index}.example.com`)
    const found = await Promise.all(hosts.map((each) => busy.probes.look(aliasOf(), each)))
    expect(found.filter(({ latest }) => latest !== null)).toHaveLength(50)
    expect(found.at(-1)).toMatchObject({ latest: null, waitsFor: 'pace' })
    expect([...forbidden.dialled, ...nowhere.dialled]).toEqual([])
  })
})
