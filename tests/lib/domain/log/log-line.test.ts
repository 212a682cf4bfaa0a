import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accessLevel } from '@/lib/domain/log/access-level'
import { type LogEntry, type LogFields, logLine } from '@/lib/domain/log/log-line'

const entry = (message: string, fields: LogFields = {}): LogEntry => ({
  time: '2026-11-29T20:00:00.000Z',
  level: 'warn',
  event: 'cluster',
  message,
  fields,
})

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

describe('a line of the log', () => {
  it('is one object of JSON, with time, level, event and message first', () => {
    const line = logLine(entry('it is away', { cluster: 'one', tries: 3, gone: undefined }), 'json')
    expect(line).toBe(
      '{"time":"2026-11-29T20:00:00.000Z","level":"warn","event":"cluster","message":"it is away","cluster":"one","tries":3}',
    )
  })

  it('is words for people on a terminal, a stack below them', () => {
    const line = logLine(entry('it is away', { cluster: 'one', why: 'no route', stack: 'Error: x\n  at y' }), 'text')
    expect(line).toBe('20:00:00 warn  it is away cluster=one why="no route"\n    Error: x\n      at y')
  })

  it('lets no field pass for one of its own', () => {
    const line = JSON.parse(logLine(entry('real', { level: 'info', message: 'forged', time: 'never' }), 'json'))
    expect(line).toMatchObject({ level: 'warn', message: 'real', time: '2026-11-29T20:00:00.000Z' })
  })

  it('stays one line of bounded length whatever text from outside stands in it', () => {
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.integer(), fc.boolean())
    const fields = fc.dictionary(fc.string({ unit: 'binary', maxLength: 20 }), value, { maxKeys: 8 })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), fields, (message, given) => {
        const { stack: _, ...others } = given
        for (const format of ['json', 'text'] as const) {
          const line = logLine(entry(message, others), format)
          expect(line).not.toMatch(unprintable)
          expect(line.length).toBeLessThan(160_000)
        }
        const kept: LogEntry = JSON.parse(logLine(entry(message, others), 'json'))
        expect(kept.event).toBe('cluster')
      }),
      { numRuns: 200 },
    )
  })

  it('cuts what is too long, too deep or too many', () => {
    const deep = { a: { b: { c: { d: 'no' } } } }
    const line = logLine(entry('x', { long: 'y'.repeat(5000), many: Array(500).fill(1), deep }), 'json')
    expect(JSON.parse(line)).toMatchObject({ long: `${'y'.repeat(1000)}…`, deep: { a: { b: { c: '…' } } } })
    expect(JSON.parse(line).many).toHaveLength(50)
  })

  it.each([
    ['a JSON Web Token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln from it', 'c2ln'],
    ['one that was cut', 'got eyJhbGciOiJSUzI1Ni', 'eyJ'],
    ['a bearer', 'header Authorization: Bearer abc.def/ghi', 'abc.def'],
    ['a password in an address', 'connecting to https://eve:hunter2@api.example/x', 'hunter2'],
    ['a parameter of an address', 'GET /callback?code=hunter2&state=x failed', 'hunter2'],
    ['one of a form', 'sent grant_type=refresh&refresh_token=hunter2', 'hunter2'],
    ['a member of JSON', 'answered {"client_secret": "hunter2"}', 'hunter2'],
    ['a cookie', 'cookie=hunter2; path=/', 'hunter2'],
    ['a session', 'Cookie: __Host-signpost.0=hunter2; signpost-session=hunter2', 'hunter2'],
    ['a setting that is one', 'SIGNPOST_OIDC_CLIENT_SECRET=hunter2', 'hunter2'],
    ['a private key', '-----BEGIN EC PRIVATE KEY-----\nhunter2\n-----END EC PRIVATE KEY-----', 'hunter2'],
  ])('has lost %s', (_, text, secret) => {
    for (const fields of [{}, { why: text }, { list: [text] }, { stack: `Error: ${text}\n at x` }]) {
      const line = logLine(entry(text, fields), 'json')
      expect(line).not.toContain(secret)
      expect(line).toContain('[removed]')
    }
  })

  it('keeps words that only look a little like secrets', () => {
    const text = 'SIGNPOST_AUTH=loopback: the state of the token is code 410, see secret shop/db: token-refused'
    expect(JSON.parse(logLine(entry(text), 'json')).message).toBe(text)
  })
})

describe('the level of a request', () => {
  it.each([
    ['GET', 200, 'debug'],
    ['GET', 0, 'debug'],
    ['POST', 201, 'info'],
    ['DELETE', 204, 'info'],
    ['GET', 403, 'warn'],
    ['POST', 422, 'warn'],
    ['GET', 503, 'warn'],
    ['GET', 500, 'error'],
    ['TRACE', 405, 'warn'],
  ] as const)('%s that is answered with %i is %s', (method, status, level) => {
    expect(accessLevel(method, status)).toBe(level)
  })
})
