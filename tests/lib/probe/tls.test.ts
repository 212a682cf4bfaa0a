import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type CertificateJudgement, judgeCertificate } from '@/lib/domain/probe/certificate'
import { leadTo, requestFor, startPeer, startProber, startTlsPeer } from './peers'
import { fromNow, impostor, intermediate, issue, notAnAuthority, root, type TestCertificate } from './test-certificates'

const aliasNames = ['db', 'db.shop', 'db.shop.svc', 'db.shop.svc.cluster.local']

async function session(chain: readonly TestCertificate[], caBundle: string | null = null, host = 'db.example.com') {
  const peer = await startTlsPeer(chain)
  const names = [host, ...aliasNames]
  const { tls } = await startProber(leadTo(peer.port)).probe(requestFor({ caBundle, serverName: host, names }))
  if (!tls?.ok) throw new Error(`no session: ${JSON.stringify(tls)}`)
  return tls
}

async function judge(chain: readonly TestCertificate[], caBundle: string | null = null, host = 'db.example.com') {
  const read = await session(chain, caBundle, host)
  const judgement = judgeCertificate(read, { nowMs: Date.now(), host, aliasNames })
  if (judgement === null) throw new Error('no certificate')
  return judgement
}

const codes = ({ findings }: CertificateJudgement) => findings.map(({ code }) => code)
const bundle = root.certificatePem

describe('a TLS session', () => {
  it('gives the facts of the certificate, the protocol and what was agreed, and sends no byte over it', async () => {
    const own = issue(intermediate, { organization: 'Shop', alternativeNames: ['db.example.com', '203.0.113.7'] })
    const peer = await startTlsPeer([own, intermediate], { ALPNProtocols: ['http/1.1'] })
    const { dial, opened } = leadTo(peer.port)
    const { tcp, tls } = await startProber({ dial }).probe(requestFor())
    expect(tcp.ok).toBe(true)
    expect(tls).toMatchObject({
      ok: true,
      protocol: 'TLSv1.3',
      alpn: 'http/1.1',
      serverName: 'db.example.com',
      elapsedMs: expect.any(Number),
      certificate: {
        subject: 'CN=db.example.com, O=Shop',
        issuer: 'CN=Acme Issuing, O=Acme',
        names: ['db.example.com', '203.0.113.7'],
        nameCount: 2,
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        isAuthority: false,
        isSelfSigned: false,
        chain: [{ subject: 'CN=Acme Issuing, O=Acme', issuer: 'CN=Acme Root, O=Acme', isAuthority: true }],
      },
      covers: [{ name: 'db.example.com', isCovered: true }],
    })
    expect(opened[0]?.destroyed).toBe(true)
    await vi.waitFor(() => expect(peer.sockets[0]?.destroyed).toBe(true))
    expect(peer.received()).toHaveLength(0)
  })

  it('asks for the given name, and for none when it is an address', async () => {
    const asked: string[] = []
    const options: TlsOptions = {
      SNICallback: (name, done) => {
        asked.push(name)
        done(null)
      },
    }
    const peer = await startTlsPeer([issue(null)], options)
    const prober = startProber(leadTo(peer.port))
    await prober.probe(requestFor({ serverName: 'other.example.com' }))
    const { tls } = await prober.probe(requestFor({ serverName: '203.0.113.7' }))
    expect(asked).toEqual(['other.example.com'])
    expect(tls).toMatchObject({ ok: true, serverName: null })
  })

  it('is made with TLS 1.2 too', async () => {
    const peer = await startTlsPeer([issue(null)], { maxVersion: 'TLSv1.2' })
    const { tls } = await startProber(leadTo(peer.port)).probe(requestFor())
    expect(tls).toMatchObject({ ok: true, protocol: 'TLSv1.2', alpn: null })
  })

  it('keeps names bounded and printable, however many and odd they are', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `n${index}.example.com`)
    const hostile = ['"a", DNS:evil.example', 'x\r\ny', '\u0000', '<img src=x>', 'z'.repeat(2000), ...names]
    const own = issue(null, { commonName: 'evil\nCN=db.example.com\u0007', alternativeNames: hostile })
    const { certificate } = await session([own])
    expect(certificate?.nameCount).toBe(305)
    expect(certificate?.names).toHaveLength(100)
    expect(certificate?.names.slice(0, 4)).toEqual(['"a", DNS:evil.example', 'x\\u{d}\\u{a}y', '\\u{0}', '<img src=x>'])
    expect(certificate?.names[4]).toBe(`${'z'.repeat(256)}…`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(JSON.stringify(certificate)).not.toMatch(/[\u0000-\u001f]/)
  })
})

describe('dates', () => {
  it.each([
    ['fine', fromNow(-10, 300), 'ok', 'valid'],
    ['in 20 days', fromNow(-300, 20), 'info', 'ending'],
    ['in 13 days', fromNow(-300, 13), 'warning', 'ending'],
    ['in 6 days', fromNow(-300, 6), 'critical', 'ending'],
    ['of a certificate that lives six days, with four left', fromNow(-2, 4), 'ok', 'valid'],
    ['of a certificate that lives six days, with two left', fromNow(-4.1, 1.9), 'info', 'ending'],
    ['past', fromNow(-300, -1), 'critical', 'expired'],
    ['to come', fromNow(1, 300), 'critical', 'not-yet-valid'],
  ])('%s: told from who signed it', async (_title, dates, severity, state) => {
    const { expiry, trust } = await judge([issue(root, dates)], bundle)
    expect(expiry).toMatchObject({ severity, state, subject: 'CN=db.example.com' })
    expect(trust).toEqual({ kind: 'private-ca', isKnown: true, authority: 'CN=Acme Root, O=Acme' })
  })

  it('count for a certificate in between too', async () => {
    const old = issue(root, { commonName: 'Acme Old', usage: 'authority', alternativeNames: [], ...fromNow(-900, -2) })
    const { expiry, findings } = await judge([issue(old), old], bundle)
    expect(expiry).toMatchObject({ state: 'expired', subject: 'CN=Acme Old' })
    expect(findings[0]).toMatchObject({ code: 'CERT_EXPIRED', severity: 'critical' })
  })
})

describe('who signed it', () => {
  it('is a private authority that is not known, with its root sent or not', async () => {
    const unknown = { kind: 'private-ca', isKnown: false, authority: 'CN=Acme Root, O=Acme' }
    for (const chain of [
      [issue(root)],
      [issue(root), root],
      [issue(intermediate), intermediate],
      [issue(intermediate), root, intermediate],
      [issue(root, fromNow(-300, -1)), root],
    ]) {
      const judgement = await judge(chain)
      expect(judgement.trust).toEqual(unknown)
      expect(codes(judgement)).toContain('CERT_PRIVATE_CA')
    }
  })

  it('is a private authority that is known by the bundle, over what the server sent', async () => {
    for (const chain of [
      [issue(root)],
      [issue(intermediate), intermediate],
      [issue(intermediate), intermediate, root],
    ]) {
      const judgement = await judge(chain, `# our root\n${bundle}`)
      expect(judgement.trust).toMatchObject({ kind: 'private-ca', isKnown: true })
      expect(codes(judgement)).toEqual(['TLS_NAME'])
    }
  })

  it('is itself, unless the bundle holds this very certificate', async () => {
    const own = issue(null)
    const judgement = await judge([own])
    expect(judgement.trust).toEqual({ kind: 'self-signed' })
    expect(codes(judgement)).toEqual(['CERT_SELF_SIGNED', 'TLS_NAME'])
    expect((await judge([own], bundle)).trust).toEqual({ kind: 'self-signed' })
    expect((await judge([own], own.certificatePem)).trust).toMatchObject({ kind: 'private-ca', isKnown: true })
    expect((await judge([issue(null, fromNow(-300, -1))])).trust).toEqual({ kind: 'self-signed' })
  })

  it('is left open by a server that leaves out the certificate in between', async () => {
    const judgement = await judge([issue(intermediate)], bundle)
    expect(judgement.trust).toEqual({
      kind: 'broken',
      fault: 'incomplete',
      error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
    expect(judgement.findings[0]).toMatchObject({
      code: 'CERT_CHAIN_INCOMPLETE',
      evidence: expect.stringContaining('CN=Acme Issuing, O=Acme is not known'),
    })
  })

  it('is left open by a public certificate alone, known by the stamps of public logs in it', async () => {
    // The object identifier of the extension that holds them; the demo's certificates have no such extension, so a name carries its bytes.
    const stamps = Buffer.from('060a2b06010401d679020402', 'hex').toString('latin1')
    const logged = issue(intermediate, { alternativeNames: ['db.example.com', stamps] })
    expect((await judge([logged])).trust).toMatchObject({ kind: 'broken', fault: 'incomplete' })
    expect((await judge([issue(intermediate)])).trust).toMatchObject({ kind: 'private-ca' })
  })

  it.each([
    ['may sign none', [issue(notAnAuthority), notAnAuthority]],
    ['has another key', [issue(intermediate), impostor]],
  ])('is broken by a certificate in between that %s', async (_title, chain) => {
    for (const caBundle of [null, bundle]) {
      const judgement = await judge(chain, caBundle)
      expect(judgement.trust).toMatchObject({ kind: 'broken', fault: 'untrusted-intermediate' })
      expect(judgement.severity).toBe('critical')
    }
  })

  it('does not matter when it was issued for clients', async () => {
    const wrong = issue(root, { usage: 'client' })
    for (const caBundle of [null, bundle])
      expect((await judge([wrong], caBundle)).trust).toMatchObject({ kind: 'broken', fault: 'wrong-usage' })
    expect((await judge([issue(root, { usage: 'client', ...fromNow(-300, -1) })], bundle)).trust).toMatchObject({
      fault: 'wrong-usage',
    })
  })

  it('is not asked with a bundle that cannot be read', async () => {
    const peer = await startTlsPeer([issue(root)])
    const prober = startProber(leadTo(peer.port))
    for (const caBundle of ['', 'no certificate', bundle.replace(/M../, 'AAA'), 'x'.repeat(1_048_577)]) {
      const { tcp, tls } = await prober.probe(requestFor({ caBundle }))
      expect(tcp.ok).toBe(true)
      expect(tls).toMatchObject({ ok: false, failed: 'bad-bundle', why: expect.stringContaining('CA bundle') })
    }
  })
})

describe('names', () => {
  it('cover the host and those of the alias, told apart', async () => {
    const judgement = await judge([issue(root, { alternativeNames: ['db.example.com', 'db.shop.svc'] })], bundle)
    expect(judgement.names.isHostCovered).toBe(true)
    expect(judgement.names.aliasNames.map(({ isCovered }) => isCovered)).toEqual([false, false, true, false])
    expect(judgement.findings).toEqual([
      {
        code: 'TLS_NAME',
        severity: 'info',
        evidence: expect.stringContaining('not for db, db.shop, db.shop.svc.cluster.local'),
        cause: expect.any(String),
        fix: 'Clients must set the TLS server name to db.example.com.',
      },
    ])
  })

  it('leave nothing to say when they are all there', async () => {
    const judgement = await judge([issue(root, { alternativeNames: ['db.example.com', ...aliasNames] })], bundle)
    expect(judgement).toMatchObject({ severity: 'ok', findings: [] })
  })

  it.each([
    ['of another host', ['other.example.com'], false],
    ['with a wildcard for one label', ['*.example.com'], true],
    ['with a wildcard for two labels', ['*.com'], false],
    ['with half a label as a wildcard', ['d*.example.com'], false],
    ['that begin alike', ['db.example.com.evil.example'], false],
    ['in capitals', ['DB.Example.COM'], true],
    ['only in the common name', [], false],
    ['that are an address', ['203.0.113.7'], false],
  ])('%s', async (_title, alternativeNames, isCovered) => {
    const judgement = await judge([issue(root, { alternativeNames })], bundle)
    expect(judgement.names.isHostCovered).toBe(isCovered)
    expect(codes(judgement)).toEqual([isCovered ? 'TLS_NAME' : 'CERT_NAME'])
    expect(judgement.severity).toBe(isCovered ? 'info' : 'critical')
  })

  it('cover an address when it stands among them', async () => {
    const own = issue(root, { alternativeNames: ['203.0.113.7'] })
    expect((await judge([own], bundle, '203.0.113.7')).names.isHostCovered).toBe(true)
    expect((await judge([own], bundle, '203.0.113.8')).names.isHostCovered).toBe(false)
  })
})

describe('a peer without TLS as it should be', () => {
  const tlsOf = async (port: number, limits = {}) =>
    (await startProber({ ...leadTo(port), limits }).probe(requestFor())).tls

  it('is told to know only old versions', async () => {
    const versions: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const { port } = await startTlsPeer([issue(null)], versions)
    expect(await tlsOf(port)).toMatchObject({ ok: false, failed: 'old-protocol' })
  })

  it('is told to speak plain HTTP', async () => {
    const { port } = await startPeer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nServer: secret\r\n\r\n')),
    )
    const tls = await tlsOf(port)
    expect(tls).toMatchObject({ ok: false, failed: 'not-tls' })
    expect(JSON.stringify(tls)).not.toContain('secret')
  })

  it('is told to speak first, as SSH and SMTP do', async () => {
    const { port } = await startPeer((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'))
    expect(await tlsOf(port)).toMatchObject({ ok: false, failed: 'not-tls' })
  })

  it('is told to hang', async () => {
    const { port, received } = await startPeer(() => undefined)
    expect(await tlsOf(port, { handshakeMs: 60 })).toEqual({ ok: false, failed: 'timeout', why: 'no TLS in 60 ms' })
    // A handshake record (RFC 8446 §5.1).
    await vi.waitFor(() => expect(received()[0]).toBe(22))
  })

  it.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['close', (socket: Socket) => socket.end()],
  ])('is told to %s the connection', async (_title, act) => {
    const { port } = await startPeer((socket) => socket.once('data', () => act(socket)))
    expect(await tlsOf(port)).toMatchObject({ ok: false, failed: 'reset' })
  })

  it('is told to end the handshake with an alert', async () => {
    // Fatal, handshake_failure (RFC 8446 §6.2).
    const { port } = await startPeer((socket) =>
      socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))),
    )
    expect(await tlsOf(port)).toMatchObject({ ok: false, failed: 'alert' })
  })

  it('may say anything: the probe ends, never throws, and leaves no socket open', async () => {
    const said = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.constantFrom('S', '220 a\r\n', '\u0016\u0003\u0003').map(Buffer.from),
    )
    const modes = fc.constantFrom('direct', 'starttls-postgres', 'starttls-smtp')
    let toPeer = leadTo(0)
    const prober = startProber({ dial: (to) => toPeer.dial(to) })
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 4 }), modes, async (chunks, tls) => {
        const peer = await startPeer((socket) => {
          for (const chunk of chunks) socket.write(chunk)
          socket.end()
        })
        toPeer = leadTo(peer.port)
        const result = await prober.probe(requestFor({ tls }))
        expect(result.tls).toMatchObject({
          ok: false,
          failed: expect.stringMatching(/^(reset|not-tls|no-starttls|alert|other)$/),
        })
        expect(toPeer.opened.map(({ destroyed }) => destroyed)).toEqual([true])
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('is given up in time when it dribbles', async () => {
    const { port } = await startPeer((socket) => {
      socket.write(Buffer.from([22, 3, 3, 64, 0]))
      const timer = setInterval(() => socket.write(Buffer.from([0])), 5)
      socket.once('close', () => clearInterval(timer))
    })
    expect(await tlsOf(port, { handshakeMs: 80 })).toMatchObject({ ok: false })
  })
})
