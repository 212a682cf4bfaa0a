import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { KeyRing } from '@/lib/server/sign-in/key-ring'
import { Sealer } from '@/lib/server/sign-in/sealer'
import { StandingClock } from './standing-clock'

const folder = mkdtempSync(join(tmpdir(), 'signpost-keys-'))
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const clock = new StandingClock()
const silent = () => undefined
const ring = (text: string) => new KeyRing({ kind: 'text', text }, clock, silent)
const sealerOf = (keys: KeyRing) => new Sealer(() => keys.keys())

afterAll(() => rmSync(folder, { recursive: true }))

test('what was sealed opens for its purpose alone, and tells nothing of itself', async () => {
  const sealer = sealerOf(ring(key(1)))
  const sealed = await sealer.seal('session', { token: 'the-token' })
  expect(sealed).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('the-token')
  expect(await sealer.open('session', sealed)).toEqual({ token: 'the-token' })
  expect(await sealer.open('oidc-start', sealed)).toBeNull()
})

test('a changed, cut or made-up one does not open', async () => {
  const sealer = sealerOf(ring(key(1)))
  const sealed = await sealer.seal('session', { a: 1 })
  for (let index = 0; index < sealed.length; index += 7) {
    const changed = `${sealed.slice(0, index)}${sealed[index] === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`
    if (changed !== sealed) expect(await sealer.open('session', changed), String(index)).toBeNull()
  }
  const unsealed = Buffer.from(JSON.stringify({ alg: 'none', typ: 'signpost-session' })).toString('base64url')
  for (const odd of ['', 'x', sealed.slice(0, -3), `${unsealed}.e30.`, `${unsealed}....`]) {
    expect(await sealer.open('session', odd)).toBeNull()
  }
})

test('the first key seals, all open, and one that is taken away opens nothing more', async () => {
  const old = await sealerOf(ring(key(1))).seal('session', 'of the old key')
  const both = sealerOf(ring(`${key(2)},${key(1)}`))
  expect(await both.open('session', old)).toBe('of the old key')
  const next = await both.seal('session', 'of the new key')
  expect(await sealerOf(ring(key(2))).open('session', next)).toBe('of the new key')
  expect(await sealerOf(ring(key(2))).open('session', old)).toBeNull()
})

test('keys of a file are taken over as they change, and hold while it cannot be read', async () => {
  const path = join(folder, 'keys')
  writeFileSync(path, `${key(1)}\n`)
  const said: string[] = []
  const keys = new KeyRing({ kind: 'file', path }, clock, (_level, _event, message) => said.push(message))
  const sealed = await sealerOf(keys).seal('session', 'x')
  writeFileSync(path, 'nonsense')
  clock.nowMs += 10_000
  expect(await sealerOf(keys).open('session', sealed)).toBe('x')
  expect(said).toEqual([expect.stringMatching(/^SIGNPOST_SESSION_KEYS_FILE: key 1 is not 32 bytes/)])
  expect(said.join()).not.toContain('nonsense')
  writeFileSync(path, Buffer.alloc(32, 3).toString('hex'))
  clock.nowMs += 10_000
  expect(await sealerOf(keys).open('session', sealed)).toBeNull()
})

test('a key is made up where none is set, another one at each start', async () => {
  const keys = new KeyRing({ kind: 'none' }, clock, silent)
  expect(keys.isMadeUp).toBe(true)
  const sealed = await sealerOf(keys).seal('session', 'x')
  expect(await sealerOf(new KeyRing({ kind: 'none' }, clock, silent)).open('session', sealed)).toBeNull()
})

test.each(['short', key(1).slice(2), `${key(1)},!`, ' , ', Array.from({ length: 11 }, () => key(1)).join()])(
  'keys that cannot be used are refused without being told: %j',
  (text) => {
    expect(() => ring(text)).toThrow(AppError)
    expect(() => ring(text)).toThrow(/^SIGNPOST_SESSION_KEYS: /)
    expect(() => ring(text)).not.toThrow(text.trim() === '' ? 'nothing' : text)
  },
)
