import { beforeEach, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { ProviderTokens, RenewedTokens } from '@/lib/oidc/oidc-client'
import { OidcSessions } from '@/lib/server/sign-in/oidc-sessions'
import type { OidcSession } from '@/lib/server/sign-in/session'
import { StandingClock } from './standing-clock'

const minuteMs = 60_000
const settings = {
  userClaim: 'sub',
  groupsClaim: 'groups',
  prefix: '',
  allowedGroups: null,
  mode: 'pass-through',
} as const

let clock: StandingClock
let asked: string[]
let answer: () => Promise<RenewedTokens>
let sessions: OidcSessions

const tokens = (name: string, more: Partial<ProviderTokens> = {}): ProviderTokens => ({
  ...{ idToken: `id-${name}`, refreshToken: `refresh-${name}`, lifetimeMs: 60 * minuteMs },
  claims: { sub: 'vera', groups: [name], sid: 's1' },
  ...more,
})

beforeEach(() => {
  clock = new StandingClock()
  asked = []
  answer = async () => tokens('next')
  sessions = make(settings)
})

function make(given: ConstructorParameters<typeof OidcSessions>[0]['settings']): OidcSessions {
  const provider = {
    refresh: (token: string) => {
      asked.push(token)
      return answer()
    },
  }
  return new OidcSessions({ settings: given, provider, clock, log: () => undefined })
}

const begin = (more: Partial<ProviderTokens> = {}, of = sessions): OidcSession =>
  of.begin({ id: 'one', createdAtMs: clock.nowMs, seenAtMs: clock.nowMs }, tokens('first', more))

const away = async () => {
  throw new AppError('unavailable', 'away', { reason: 'provider-unavailable' })
}
const refusing = async () => {
  throw new AppError('unauthenticated', 'invalid_grant', { reason: 'provider-refused' })
}

test('is renewed ten minutes before its token ends, once for all that ask, with what the new one says', async () => {
  const session = begin()
  clock.nowMs += 50 * minuteMs - 1
  expect(await sessions.current(session)).toEqual({ session, problem: null })
  clock.nowMs += 1
  const all = await Promise.all(Array.from({ length: 20 }, () => sessions.current(session)))
  expect(asked).toEqual(['refresh-first'])
  for (const { session: now } of all) expect(now).toMatchObject({ idToken: 'id-next', groups: ['next'], id: 'one' })
})

test('a request that comes with older cookies gets what is known since, and asks for nothing', async () => {
  const session = begin()
  clock.nowMs += 55 * minuteMs
  await sessions.current(session)
  clock.nowMs += 20 * minuteMs
  expect((await sessions.current(session)).session.idToken).toBe('id-next')
  expect(asked).toEqual(['refresh-first'])
  clock.nowMs += 35 * minuteMs
  await sessions.current(session)
  expect(asked).toEqual(['refresh-first', 'refresh-next'])
})

test('holds while the provider is away until its token ends and says until when, then waits for it', async () => {
  const session = begin()
  answer = away
  clock.nowMs += 55 * minuteMs
  expect(await sessions.current(session)).toEqual({
    session,
    problem: 'The sign-in provider does not answer. You stay signed in until 13:00 UTC.',
  })
  await sessions.current(session)
  expect(asked.length).toBe(1)
  clock.nowMs += 5 * minuteMs
  await expect(sessions.current(session)).rejects.toMatchObject({ code: 'unavailable', reason: 'provider-unavailable' })
  answer = async () => tokens('back')
  clock.nowMs += 5_000
  expect((await sessions.current(session)).session.idToken).toBe('id-back')
})

test('ends when the provider refuses to renew it, or renews somebody else', async () => {
  const session = begin()
  clock.nowMs += 55 * minuteMs
  answer = refusing
  await expect(sessions.current(session)).rejects.toMatchObject({ code: 'unauthenticated', reason: 'session-refused' })
  answer = async () => tokens('other', { claims: { sub: 'mallory' } })
  await expect(sessions.current(session)).rejects.toMatchObject({ code: 'unauthenticated', reason: 'session-refused' })
})

test('ends with its token where there is nothing to renew it by', async () => {
  const session = begin({ refreshToken: null })
  clock.nowMs += 59 * minuteMs
  expect((await sessions.current(session)).problem).toBeNull()
  clock.nowMs += minuteMs
  await expect(sessions.current(session)).rejects.toMatchObject({ code: 'unauthenticated', reason: 'session-over' })
})

test('a renewal without an id token keeps who somebody is, and lives on only where the old token is not passed on', async () => {
  answer = async () => ({ idToken: null, claims: null, refreshToken: 'rotated', lifetimeMs: 30 * minuteMs })
  const impersonating = make({ ...settings, mode: 'impersonate' })
  const session = begin({}, impersonating)
  expect(session.idToken).toBeNull()
  clock.nowMs += 55 * minuteMs
  const { session: kept } = await impersonating.current(session)
  expect(kept).toMatchObject({ groups: ['first'], refreshToken: 'rotated', validUntilMs: clock.nowMs + 30 * minuteMs })
  clock.nowMs -= 55 * minuteMs
  const passing = make(settings)
  const passed = begin({}, passing)
  clock.nowMs += 55 * minuteMs
  expect((await passing.current(passed)).session).toMatchObject({
    refreshToken: 'rotated',
    validUntilMs: passed.validUntilMs,
  })
})

test('a token whose provider has another clock lives as long here as it does there', () => {
  expect(begin({ lifetimeMs: 5 * minuteMs })).toMatchObject({
    validUntilMs: clock.nowMs + 5 * minuteMs,
    renewFromMs: clock.nowMs + 3.75 * minuteMs,
  })
})

test('a token that a cluster refuses is renewed before its time, once for all that ask, and the cookies of any of them find it', async () => {
  const session = begin()
  const all = await Promise.all(Array.from({ length: 20 }, () => sessions.renewEarly(session)))
  expect(asked).toEqual(['refresh-first'])
  for (const renewed of all) expect(renewed).toMatchObject({ idToken: 'id-next', id: 'one' })
  expect((await sessions.renewEarly(session))?.idToken).toBe('id-next')
  expect(asked).toEqual(['refresh-first'])
})

test('a cluster that refuses every token has the provider asked twice a minute, not by every request', async () => {
  const session = begin()
  const renewed = await sessions.renewEarly(session)
  if (renewed === null) throw new Error('not renewed')
  expect(await sessions.renewEarly(renewed)).toBeNull()
  clock.nowMs += 29_999
  expect(await sessions.renewEarly(renewed)).toBeNull()
  expect(asked).toHaveLength(1)
  clock.nowMs += 1
  answer = async () => tokens('third', { lifetimeMs: 61 * minuteMs })
  expect((await sessions.renewEarly(renewed))?.idToken).toBe('id-third')
})

test('is not renewed before its time where the provider is away, refuses, or gives no other id token', async () => {
  for (const given of [
    away,
    refusing,
    async () => ({ idToken: null, refreshToken: 'r', claims: null, lifetimeMs: 1 }),
  ]) {
    answer = given as typeof answer
    expect(await make(settings).renewEarly(begin())).toBeNull()
  }
  expect(await sessions.renewEarly(begin({ refreshToken: null }))).toBeNull()
  const impersonating = make({ ...settings, mode: 'impersonate' })
  expect(await impersonating.renewEarly(begin({}, impersonating))).toBeNull()
})
