import { once } from 'node:events'
import type { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { judgeCertificate } from '@/lib/domain/probe/certificate'
import { probeFindings } from '@/lib/domain/probe/probe-findings'
import type { TlsMode } from '@/lib/domain/probe/probe-result'
import { goodCertificate } from '../../../demo/endpoints/certificate-shape.ts'
import { createDialer } from '../../../demo/endpoints/create-dialer.ts'
import type { Endpoint } from '../../../demo/endpoints/endpoint.ts'
import { type RunningEndpoints, startEndpoints } from '../../../demo/endpoints/start-endpoints.ts'
import { requestFor, startProber } from '../../lib/probe/peers'

const usualHost = 'db.example.com'
const defaultRoots = getCACertificates('default')
const slowMs = 300
const tls = (shape = {}): Endpoint => ({ speaks: 'tls', certificate: { ...goodCertificate, ...shape } })

const special: readonly (readonly [address: string, endpoint: Endpoint])[] = [
  ['203.0.113.1', tls({ beganDaysAgo: 79, endsInDays: 11 })],
  ['203.0.113.2', tls({ beganDaysAgo: 93, endsInDays: -3 })],
  ['203.0.113.3', tls({ names: ['other.example.com'] })],
  ['203.0.113.4', tls({ signedBy: 'private' })],
  ['203.0.113.5', tls({ signedBy: 'left-out' })],
  ['203.0.113.6', tls({ signedBy: 'itself' })],
  ['203.0.113.7', { speaks: 'http' }],
  ['203.0.113.8', { speaks: 'refusal' }],
  ['203.0.113.9', { speaks: 'nothing' }],
  ['203.0.113.50', tls()],
  ['2001:db8::1', { speaks: 'postgres', certificate: goodCertificate }],
  ['2001:db8::2', { speaks: 'postgres-without-tls' }],
  ['2001:db8::3', { speaks: 'smtp', certificate: goodCertificate }],
  ['2001:db8::4', { speaks: 'tcp' }],
  ['2001:db8::5', { speaks: 'smtp', certificate: { ...goodCertificate, endsInDays: -3 } }],
]

let endpoints: RunningEndpoints
beforeAll(async () => {
  const placed = special.map(([address, endpoint]) => ({ addresses: [address], port: 8443, endpoint }))
  const slow = { addresses: ['198.51.100.1'], port: 8443, endpoint: { ...tls(), delayMs: slowMs } }
  endpoints = await startEndpoints(
    { ownDomain: 'example.org', usual: new Map([[8443, tls()]]), placed: [...placed, slow] },
    new Date(),
  )
  setDefaultCACertificates([...defaultRoots, endpoints.publicPem])
})
afterAll(async () => {
  setDefaultCACertificates(defaultRoots)
  await endpoints.stop()
})

async function probe(address: string, mode: TlsMode = 'direct', host = usualHost) {
  const prober = startProber({ dial: createDialer(endpoints.table), limits: { connectMs: 400 } })
  const request = {
    addresses: [address],
    tls: mode,
    names: [host],
    serverName: host,
    host,
    caBundle: endpoints.bundlePem,
  }
  const result = await prober.probe(requestFor(request))
  const session = result.tls?.ok ? result.tls : null
  const judgement = session && judgeCertificate(session, { nowMs: Date.now(), host, aliasNames: [] })
  return {
    result,
    session,
    codes: [...probeFindings(result, mode), ...(judgement?.findings ?? [])].map(({ code }) => code),
  }
}

describe('the endpoints of the outside world', () => {
  it('show at any address a certificate for whatever name is asked for, by the public authority, with nothing to say against it', async () => {
    const { codes, session } = await probe('198.51.100.200')
    expect(codes).toEqual([])
    expect(session?.chain).toMatchObject({ end: 'public', isTrusted: true })
    expect(session?.certificate?.names).toEqual([usualHost])
    expect(session?.certificate?.chain).toHaveLength(1)
  })

  it('show for names of the company one by its own authority, which is known by the bundle alone', async () => {
    const { codes, session } = await probe('198.51.100.200', 'direct', 'db.example.org')
    expect(codes).toEqual([])
    expect(session?.chain).toMatchObject({ end: 'bundle', isTrusted: true })
    expect(session?.certificate?.issuer).toContain('O=Quillmoor')
  })

  it.each<[string, string, TlsMode, string[]]>([
    ['ends in eleven days', '203.0.113.1', 'direct', ['CERT_ENDING']],
    ['has ended', '203.0.113.2', 'direct', ['CERT_EXPIRED']],
    ['is for another name', '203.0.113.3', 'direct', ['CERT_NAME']],
    ['is by an authority that nobody knows', '203.0.113.4', 'direct', ['CERT_PRIVATE_CA']],
    ['comes without its intermediate', '203.0.113.5', 'direct', ['CERT_CHAIN_INCOMPLETE']],
    ['is signed by itself', '203.0.113.6', 'direct', ['CERT_SELF_SIGNED']],
    ['is there after an SSLRequest', '2001:db8::1', 'starttls-postgres', []],
    ['is there after STARTTLS', '2001:db8::3', 'starttls-smtp', []],
    ['has ended, after STARTTLS', '2001:db8::5', 'starttls-smtp', ['CERT_EXPIRED']],
  ])('show a certificate that %s', async (_what, address, mode, expected) => {
    const { codes, session } = await probe(address, mode)
    expect(session).not.toBeNull()
    expect(codes).toEqual(expected)
  })

  it.each<[string, string, TlsMode, string[]]>([
    ['speak HTTP where TLS is expected', '203.0.113.7', 'direct', ['TLS_NOT_SPOKEN']],
    ['answer an SSLRequest with N', '2001:db8::2', 'starttls-postgres', ['TLS_NOT_OFFERED']],
    ['refuse', '203.0.113.8', 'direct', ['TCP_REFUSED']],
    ['never answer', '203.0.113.9', 'direct', ['TCP_TIMEOUT']],
    ['only listen', '2001:db8::4', 'none', []],
    ['break off what is no SSLRequest', '2001:db8::1', 'direct', ['TLS_FAILED']],
  ])('%s', async (_what, address, mode, expected) => {
    const { codes, result } = await probe(address, mode)
    expect(codes).toEqual(expected)
    expect(result.tls?.ok ?? false).toBe(false)
  })

  it('days of a certificate are counted in whole days for a while', async () => {
    const { session } = await probe('203.0.113.1')
    const daysLeft = (Date.parse(session?.certificate?.notAfter ?? '') - Date.now()) / 86_400_000
    expect(Math.floor(daysLeft)).toBe(11)
  })

  it('think for a while before they speak where they are slow', async () => {
    const startedAt = performance.now()
    const { session } = await probe('198.51.100.1')
    expect(session).not.toBeNull()
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(slowMs)
  })

  it('show the same certificate again for the same name', async () => {
    const [first, second] = [await probe('203.0.113.50'), await probe('203.0.113.50')]
    expect(first.session?.certificate?.fingerprint).toBe(second.session?.certificate?.fingerprint)
  })

  it('use one server for endpoints that are alike', () => {
    const doors = new Set([...Object.values(endpoints.table.usual), ...Object.values(endpoints.table.at)])
    expect([...doors].filter((door) => typeof door === 'number')).toHaveLength(14)
  })

  it('survive what no client says, and end a line without an end', async () => {
    const smtp = await open('2001:db8::3')
    smtp.write(Buffer.alloc(5000, 65))
    await once(smtp, 'close')
    const direct = await open('203.0.113.1')
    direct.write(Buffer.alloc(500))
    await once(direct, 'close')
    expect((await probe('2001:db8::3', 'starttls-smtp')).codes).toEqual([])
    expect((await probe('203.0.113.1')).codes).toEqual(['CERT_ENDING'])
  })

  it('are gone after their end, with every connection', async () => {
    const own = await startEndpoints(
      { ownDomain: 'example.org', usual: new Map([[8443, { speaks: 'tcp' }]]), placed: [] },
      new Date(),
    )
    const socket = createDialer(own.table)({ address: '203.0.113.1', port: 8443 })
    await once(socket, 'connect')
    const closed = once(socket.resume(), 'close')
    await own.stop()
    await closed
    const again = createDialer(own.table)({ address: '203.0.113.1', port: 8443 })
    const [error] = await once(again, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

async function open(address: string): Promise<Socket> {
  const socket = createDialer(endpoints.table)({ address, port: 8443 })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined).resume()
  await once(socket, 'connect')
  return socket
}

describe('the dialer of the demo', () => {
  const dial = createDialer({ usual: { 443: 1 }, at: {} })

  it.each(['127.0.0.1', '::1', '10.0.0.1', '8.8.8.8', '169.254.169.254', 'localhost'])(
    'refuses %s without a connection, whoever listens there',
    async (address) => {
      const socket = dial({ address, port: 443 })
      const [error] = await once(socket, 'error')
      expect(error).toMatchObject({ code: 'ECONNREFUSED', address, port: 443 })
      expect(socket.destroyed).toBe(true)
      expect(socket.bytesWritten).toBe(0)
    },
  )
})
