import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { describe, expect, it, vi } from 'vitest'
import type { TlsMode } from '@/lib/domain/probe/probe-result'
import type { ProbeLimits } from '@/lib/probe/probe-limits'
import { keyAndChain, leadTo, requestFor, startPeer, startProber } from './peers'
import { issue, root } from './test-certificates'

const own = issue(root)

function secure(socket: Socket): void {
  const secured = new TLSSocket(socket, { isServer: true, ...keyAndChain([own]) })
  secured.on('error', () => undefined)
}

async function probe(tls: TlsMode, onConnection: (socket: Socket) => void, limits: Partial<ProbeLimits> = {}) {
  const peer = await startPeer(onConnection)
  const { dial, opened } = leadTo(peer.port)
  const result = await startProber({ dial, limits }).probe(requestFor({ tls, caBundle: root.certificatePem }))
  expect(opened[0]?.destroyed).toBe(true)
  return { ...result, peer }
}

describe('STARTTLS of PostgreSQL', () => {
  const postgres = (answer: (socket: Socket) => void, limits = {}) =>
    probe('starttls-postgres', (socket) => socket.once('data', () => answer(socket)), limits)

  it('sends an SSLRequest, hears S, and reads the certificate', async () => {
    const requests: Buffer[] = []
    const { tls } = await probe('starttls-postgres', (socket) =>
      socket.once('data', (request) => {
        requests.push(request)
        socket.removeAllListeners('data')
        socket.write('S')
        secure(socket)
      }),
    )
    expect(requests).toEqual([Buffer.from('00000008 04d2162f'.replace(' ', ''), 'hex')])
    expect(tls).toMatchObject({
      ok: true,
      protocol: 'TLSv1.3',
      certificate: { subject: 'CN=db.example.com' },
      chain: { isTrusted: true, end: 'bundle' },
    })
  })

  it.each([
    ['N', 'the server does not offer TLS'],
    ['E', 'its answer is not that of a PostgreSQL server'],
    ['HTTP/1.1 400 secret\r\n', 'its answer is not that of a PostgreSQL server'],
    ['SE', 'it sent more than its answer before TLS'],
  ])('is refused by %j', async (answer, why) => {
    const { tcp, tls, peer } = await postgres((socket) => void socket.write(answer))
    expect(tcp.ok).toBe(true)
    expect(tls).toEqual({ ok: false, failed: 'no-starttls', why })
    expect(peer.received()).toHaveLength(8)
  })

  it('tells a peer that hangs, closes or resets', async () => {
    expect((await postgres(() => undefined, { handshakeMs: 50 })).tls).toMatchObject({ failed: 'timeout' })
    expect((await postgres((socket) => void socket.end())).tls).toMatchObject({ failed: 'reset' })
    expect((await postgres((socket) => void socket.resetAndDestroy())).tls).toMatchObject({ failed: 'reset' })
  })

  it('tells a peer that says S and then nothing', async () => {
    const { tls } = await postgres((socket) => void socket.write('S'), { handshakeMs: 60 })
    expect(tls).toMatchObject({ ok: false, failed: 'timeout' })
  })
})

function writeAll(socket: Socket, text: string): void {
  socket.write(text)
}

/** An SMTP server that answers each line with the next of `replies`; `TLS` begins TLS. */
function smtp(replies: readonly string[], heard: string[] = [], send = writeAll) {
  return (socket: Socket) => {
    const left = [...replies]
    const answer = () => {
      const reply = left.shift()
      if (reply === undefined) return
      send(socket, reply.replace('<TLS>', ''))
      if (!reply.endsWith('<TLS>')) return
      socket.removeAllListeners('data')
      secure(socket)
    }
    socket.on('data', (chunk) => {
      heard.push(chunk.toString())
      answer()
    })
    answer()
  }
}

describe('STARTTLS of SMTP', () => {
  const offers = '250-mail.example.com at your service\r\n250-SIZE 1000\r\n250-starttls\r\n250 HELP\r\n'

  it('greets, asks for TLS when it is offered, and reads the certificate', async () => {
    const heard: string[] = []
    const replies = ['220-mail.example.com\r\n220 secret banner\r\n', offers, '220 go ahead\r\n<TLS>']
    const { tls } = await probe('starttls-smtp', smtp(replies, heard))
    expect(heard).toEqual(['EHLO signpost.invalid\r\n', 'STARTTLS\r\n'])
    expect(tls).toMatchObject({ ok: true, alpn: null, certificate: { names: ['db.example.com'] } })
    expect(JSON.stringify(tls)).not.toContain('secret')
  })

  it('reads replies that come in pieces', async () => {
    const byCharacter = (socket: Socket, text: string) => {
      for (const character of text) socket.write(character)
    }
    const replies = ['220 a\r\n', offers, '220 go\r\n<TLS>']
    const { tls } = await probe('starttls-smtp', smtp(replies, [], byCharacter))
    expect(tls).toMatchObject({ ok: true })
  })

  it.each([
    ['a greeting of another kind', ['554 no\r\n'], 'its greeting is not that of an SMTP server'],
    ['another protocol', ['SSH-2.0-x\r\n'], 'its answer is not that of an SMTP server'],
    ['no offer', ['220 a\r\n', '250 HELP\r\n'], 'the server does not offer STARTTLS'],
    [
      'an offer in a greeting only',
      ['220 STARTTLS\r\n', '250 X-STARTTLS-NOT\r\n'],
      'the server does not offer STARTTLS',
    ],
    ['a refused EHLO', ['220 a\r\n', '502 STARTTLS\r\n'], 'the server does not offer STARTTLS'],
    ['a refusal', ['220 a\r\n', offers, '454 not now\r\n'], 'the server refuses STARTTLS'],
    [
      'words before TLS that would be taken for encrypted',
      ['220 a\r\n', offers, '220 go\r\n250 injected\r\n'],
      'it sent more than its answer before TLS',
    ],
    ['a line without end', ['2'.repeat(4000)], 'it says too much before TLS'],
  ])('stops at %s', async (_title, replies, why) => {
    const { tls } = await probe('starttls-smtp', smtp(replies))
    expect(tls).toEqual({ ok: false, failed: 'no-starttls', why })
  })

  it('stops reading a banner that never ends, by its lines and by its bytes', async () => {
    for (const line of ['220-x\r\n', `220-${'x'.repeat(1000)}\r\n`]) {
      const { tls, peer } = await probe('starttls-smtp', (socket) => {
        const timer = setInterval(() => socket.write(line.repeat(8)), 1)
        socket.once('close', () => clearInterval(timer))
      })
      expect(tls).toEqual({ ok: false, failed: 'no-starttls', why: 'it says too much before TLS' })
      await vi.waitFor(() => expect(peer.sockets[0]?.destroyed).toBe(true))
      expect(peer.received()).toHaveLength(0)
    }
  })

  it('stops in time at a banner that dribbles', async () => {
    const { tls } = await probe(
      'starttls-smtp',
      (socket) => {
        const timer = setInterval(() => socket.write('2'), 10)
        socket.once('close', () => clearInterval(timer))
      },
      { handshakeMs: 60 },
    )
    expect(tls).toMatchObject({ ok: false, failed: 'timeout' })
  })
})
