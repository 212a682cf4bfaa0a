import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { readAddressPolicy } from '@/lib/domain/probe/address-policy'
import { systemDialer } from '@/lib/probe/dialer'
import { leadTo, requestFor, startPeer, startProber } from './peers'

const plain = { tls: 'none' as const }

describe('a probe of TCP', () => {
  it('says that the port answers and how long it took, and sends nothing', async () => {
    const peer = await startPeer((socket) => socket.write('220 secret banner\r\n'))
    const { dial, dialled, opened } = leadTo(peer.port)
    const result = await startProber({ dial }).probe(requestFor(plain))
    expect(result).toEqual({
      at: expect.any(Number),
      host: 'db.example.com',
      port: 8443,
      tcp: { ok: true, address: '203.0.113.7', elapsedMs: expect.any(Number) },
      tls: null,
    })
    expect(dialled).toEqual([{ address: '203.0.113.7', port: 8443 }])
    await vi.waitFor(() => expect(peer.sockets[0]?.destroyed ?? true).toBe(true))
    expect(opened[0]?.destroyed).toBe(true)
    expect(peer.received()).toHaveLength(0)
    expect(JSON.stringify(result)).not.toContain('secret')
  })

  it('says that the port is closed', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    server.close()
    await once(server, 'close')
    const result = await startProber(leadTo(port)).probe(requestFor(plain))
    expect(result.tcp).toEqual({ ok: false, address: '203.0.113.7', failed: 'refused', why: 'ECONNREFUSED' })
  })

  it.each([
    ['ETIMEDOUT', 'timeout'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['EPERM', 'blocked'],
    ['EWHATEVER', 'other'],
  ])('tells %s as %s', async (code, failed) => {
    const peer = await startPeer(() => undefined)
    const dial = () =>
      leadTo(peer.port)
        .dial({ address: '', port: 0 })
        .destroy(Object.assign(new Error('x'), { code }))
    const { tcp } = await startProber({ dial }).probe(requestFor(plain))
    expect(tcp).toMatchObject({ ok: false, failed, why: code })
  })

  it('gives up when no connection is there in time, and leaves none behind', async () => {
    const neverOpen = new Socket()
    const { tcp } = await startProber({ dial: () => neverOpen, limits: { connectMs: 40 } }).probe(requestFor(plain))
    expect(tcp).toMatchObject({ ok: false, failed: 'timeout', why: 'no connection in 40 ms' })
    expect(neverOpen.destroyed).toBe(true)
  })

  it('takes a dialer that throws for a failure', async () => {
    const dial = () => {
      throw new TypeError('nothing to dial with')
    }
    const { tcp } = await startProber({ dial }).probe(requestFor(plain))
    expect(tcp).toMatchObject({ ok: false, failed: 'other', why: 'nothing to dial with' })
  })
})

describe('what is dialled', () => {
  it('is nothing when any address of the host is denied', async () => {
    const { dial, dialled } = leadTo(1)
    const prober = startProber({ dial })
    for (const addresses of [[], ['203.0.113.7', '127.0.0.1'], ['::ffff:10.0.0.1'], ['0x7f.1'], ['db.example.com']]) {
      const { tcp } = await prober.probe(requestFor({ ...plain, addresses }))
      expect(tcp).toMatchObject({ ok: false, failed: 'denied' })
    }
    const policy = readAddressPolicy({
      apiServers: ['203.0.113.7'],
      nodes: [],
      pods: [],
      services: [],
      others: [],
      allowPrivate: true,
    })
    expect((await prober.probe(requestFor({ ...plain, policy }))).tcp).toMatchObject({
      failed: 'denied',
      why: 'it belongs to the API server',
    })
    expect(dialled).toEqual([])
  })

  it('is the checked address, whatever the name leads to by then', async () => {
    const peer = await startPeer(() => undefined)
    const bystander = await startPeer(() => undefined)
    const { dial, dialled } = leadTo(peer.port)
    // A name that by now resolves to loopback, where a server listens on the very port.
    const rebound = requestFor({ ...plain, host: 'localhost', serverName: 'localhost', port: bystander.port })
    const { tcp } = await startProber({ dial }).probe(rebound)
    expect(tcp).toMatchObject({ ok: true, address: '203.0.113.7' })
    expect(dialled).toEqual([{ address: '203.0.113.7', port: bystander.port }])
    expect(bystander.sockets).toHaveLength(0)
  })

  it('is one address, chosen at random, IPv4 before IPv6', async () => {
    const peer = await startPeer(() => undefined)
    const { dial, dialled } = leadTo(peer.port)
    const addresses = ['2001:db8::1', '203.0.113.7', '203.0.113.8', '203.0.113.9']
    const random = vi.fn().mockReturnValueOnce(0).mockReturnValueOnce(0.5).mockReturnValue(0.999)
    const prober = startProber({ dial, random })
    for (let probe = 0; probe < 3; probe += 1) await prober.probe(requestFor({ ...plain, addresses }))
    await prober.probe(requestFor({ ...plain, addresses: ['2001:DB8::1'] }))
    expect(dialled.map(({ address }) => address)).toEqual(['203.0.113.7', '203.0.113.8', '203.0.113.9', '2001:db8::1'])
  })
})

describe('the dialer of the system', () => {
  const key = Symbol.for('signpost.dialer')
  const place = (dialer: unknown) => {
    Reflect.set(globalThis, key, dialer)
    onTestFinished(() => void Reflect.deleteProperty(globalThis, key))
  }

  it('dials addresses and refuses names, so that none is ever resolved', async () => {
    const peer = await startPeer(() => undefined)
    const socket = systemDialer({ address: '127.0.0.1', port: peer.port })
    await once(socket, 'connect')
    socket.destroy()
    for (const address of ['localhost', '127.1', '0x7f000001', ''])
      expect(() => systemDialer({ address, port: peer.port })).toThrow('only addresses')
    await vi.waitFor(() => expect(peer.sockets).toHaveLength(1))
  })

  it('gives way to a dialer placed on globalThis, which stands behind the guard', async () => {
    const peer = await startPeer(() => undefined)
    const { dial, dialled } = leadTo(peer.port)
    place(dial)
    const prober = startProber()
    expect((await prober.probe(requestFor(plain))).tcp).toMatchObject({ ok: true })
    expect((await prober.probe(requestFor({ ...plain, addresses: ['127.0.0.1'] }))).tcp).toMatchObject({
      failed: 'denied',
    })
    expect(dialled).toEqual([{ address: '203.0.113.7', port: 8443 }])
  })

  it('refuses one that gives no socket', async () => {
    place(() => 'a socket')
    expect((await startProber().probe(requestFor(plain))).tcp).toMatchObject({ why: 'the dialer gave no socket' })
  })
})

describe('many probes', () => {
  it('run a few at a time, the next when one ends, and are refused when too many wait', async () => {
    const waiting: Socket[] = []
    const peer = await startPeer((socket) => waiting.push(socket))
    const { dial, dialled } = leadTo(peer.port)
    const prober = startProber({ dial, limits: { inFlight: 2, waiting: 3 } })
    const probes = Array.from({ length: 6 }, () => prober.probe(requestFor()))
    expect((await probes[5])?.tcp).toEqual({
      ok: false,
      address: '203.0.113.7',
      failed: 'busy',
      why: 'too many probes wait',
    })
    await vi.waitFor(() => expect(waiting).toHaveLength(2))
    expect(dialled).toHaveLength(2)
    expect(prober.load()).toEqual({ running: 2, waiting: 3 })
    waiting[0]?.destroy()
    await vi.waitFor(() => expect(waiting).toHaveLength(3))
    expect(dialled).toHaveLength(3)
    prober.close()
    expect((await Promise.all(probes)).slice(0, 5)).toHaveLength(5)
    expect(prober.load()).toEqual({ running: 0, waiting: 0 })
  })

  it('are given up one by one by their callers, waiting or under way, without warnings', async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error) => warnings.push(warning)
    process.on('warning', onWarning)
    onTestFinished(() => void process.off('warning', onWarning))
    const peer = await startPeer(() => undefined)
    const { dial, opened } = leadTo(peer.port)
    const prober = startProber({ dial, limits: { inFlight: 20, waiting: 40 } })
    const caller = new AbortController()
    const probes = Array.from({ length: 60 }, () => prober.probe(requestFor({ signal: caller.signal })))
    await vi.waitFor(() => expect(peer.sockets).toHaveLength(20))
    caller.abort()
    const results = await Promise.all(probes)
    const cancelled = results.filter(({ tcp, tls }) =>
      tcp.ok ? tls && !tls.ok && tls.failed === 'cancelled' : tcp.failed === 'cancelled',
    )
    expect(cancelled).toHaveLength(60)
    expect(opened).toHaveLength(20)
    expect(opened.every(({ destroyed }) => destroyed)).toBe(true)
    expect(warnings).toEqual([])
  })

  it('end when the prober is closed, and none begins after', async () => {
    const peer = await startPeer(() => undefined)
    const { dial, opened } = leadTo(peer.port)
    const prober = startProber({ dial })
    const probe = prober.probe(requestFor())
    await vi.waitFor(() => expect(peer.sockets).toHaveLength(1))
    prober.close()
    expect((await probe).tls).toMatchObject({ ok: false, failed: 'cancelled' })
    expect((await prober.probe(requestFor())).tcp).toMatchObject({ ok: false, failed: 'cancelled' })
    expect(opened).toHaveLength(1)
  })
})
