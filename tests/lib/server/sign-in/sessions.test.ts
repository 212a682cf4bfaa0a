import { beforeEach, expect, test } from 'vitest'
import { applyToCookieHeader } from '@/lib/server/sign-in/chunked-cookie'
import { KeyRing } from '@/lib/server/sign-in/key-ring'
import { Sealer } from '@/lib/server/sign-in/sealer'
import type { Session } from '@/lib/server/sign-in/session'
import { Sessions } from '@/lib/server/sign-in/sessions'
import { StandingClock } from './standing-clock'

const minuteMs = 60_000
let clock: StandingClock
let sessions: Sessions
let plain: Sessions

beforeEach(() => {
  clock = new StandingClock()
  const keys = new KeyRing({ kind: 'none' }, clock, () => undefined)
  const sealer = new Sealer(() => keys.keys())
  const times = { idleMs: 60 * minuteMs, lifetimeMs: 240 * minuteMs }
  sessions = new Sessions({ settings: { ...times, url: new URL('https://console.example') }, clock, sealer })
  plain = new Sessions({ settings: { ...times, url: null }, clock, sealer })
})

const fresh = (): Session => ({ mode: 'token', ...sessions.begin(), token: 'the-token' })
const cookiesOf = async (session: Session, of = sessions, isSecure = false) =>
  applyToCookieHeader(null, await of.save(session, isSecure, null))

test('a session ends when it was not used for so long, and is kept by use', async () => {
  const session = fresh()
  clock.nowMs += 59 * minuteMs
  expect((await sessions.open(await cookiesOf(session))).session).toEqual(session)
  const seen = sessions.see(session)
  expect(seen.seenAtMs).toBe(clock.nowMs)
  clock.nowMs += 59 * minuteMs
  expect((await sessions.open(await cookiesOf(seen))).session).toEqual(seen)
  expect(await sessions.open(await cookiesOf(session))).toEqual({ session: null, reason: 'session-idle' })
})

test('a session ends at its lifetime however much it is used', async () => {
  let session = fresh()
  for (let minutes = 0; minutes < 240; minutes += 30) {
    session = sessions.see(session)
    expect((await sessions.open(await cookiesOf(session))).session).toEqual(session)
    clock.nowMs += 30 * minuteMs
  }
  expect(await sessions.open(await cookiesOf(sessions.see(session)))).toEqual({ session: null, reason: 'session-over' })
})

test('when it was seen is noted once a minute, so that not every answer sets cookies', () => {
  const session = fresh()
  clock.nowMs += minuteMs - 1
  expect(sessions.see(session)).toBe(session)
  clock.nowMs += 1
  expect(sessions.see(session)).not.toBe(session)
})

test('one that was ended stays ended, also where an answer under way brings its cookies once more', async () => {
  const session = fresh()
  sessions.end(session, 'signed-out')
  clock.nowMs += 5 * minuteMs
  expect(await sessions.open(await cookiesOf(sessions.see(session)))).toEqual({ session: null, reason: 'signed-out' })
  expect((await sessions.open(await cookiesOf(fresh()))).session).not.toBeNull()
})

test('one from the future counts within what the clocks of replicas differ by', async () => {
  const session = fresh()
  clock.nowMs -= 4 * minuteMs
  expect((await sessions.open(await cookiesOf(session))).session).toEqual(session)
  clock.nowMs -= 2 * minuteMs
  expect(await sessions.open(await cookiesOf(session))).toEqual({ session: null, reason: 'session-unreadable' })
})

test('where the console is reached over https, only cookies that no other host can set count', async () => {
  const cookies = await cookiesOf(fresh())
  expect(cookies).toMatch(/^__Host-signpost-session\.0=/)
  const asAnotherHostSetsIt = cookies.replace('__Host-', '')
  expect(await sessions.open(asAnotherHostSetsIt)).toEqual({ session: null, reason: 'unauthenticated' })
  expect((await plain.open(asAnotherHostSetsIt)).session).not.toBeNull()
})

test('where nothing is said of it, cookies are for https if the browser came over it', async () => {
  expect(await cookiesOf(fresh(), plain, true)).toMatch(/^__Host-signpost-session/)
  expect(await cookiesOf(fresh(), plain, false)).toMatch(/^signpost-session/)
  expect(await plain.open(await cookiesOf(fresh(), plain, true))).toMatchObject({ isSecure: true })
})

test('what is no session of ours is told as unreadable, and takes nothing down', async () => {
  const other = new KeyRing({ kind: 'none' }, clock, () => undefined)
  const wrong = await new Sealer(() => other.keys()).seal('session', fresh())
  for (const sealed of [wrong, 'x', '....', await new Sealer(() => other.keys()).seal('session', { mode: 'root' })]) {
    expect(await sessions.open(`__Host-signpost-session.0=1.${sealed}`)).toEqual({
      session: null,
      reason: 'session-unreadable',
    })
  }
})
