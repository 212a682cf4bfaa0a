import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { AccessControl } from '@/lib/server/access/access-control'
import type { Identity } from '@/lib/server/access/identity'
import { Viewers } from '@/lib/server/access/viewers'
import { ManualClock } from '../live/manual-clock'
import { type ReviewServer, startReviewServer } from './review-server'

let server: ReviewServer
let clock: ManualClock
let isAway: boolean
let viewers: Viewers
let consoleClient: KubeClient

beforeEach(async () => {
  server = await startReviewServer()
  clock = new ManualClock()
  isAway = false
  consoleClient = createKubeClient(server.access, { kind: 'kubeconfig' }, { userAgent: 'test' })
  viewers = new Viewers({
    clock,
    clusters: () => [{ id: server.access.id, access: server.access, console: consoleClient, isAway: () => isAway }],
    kubeconfigUser: () => 'owner',
  })
})

afterEach(async () => {
  await viewers.close()
  await consoleClient.close()
  await server.close()
})

const start = () => new AccessControl({ clock, isAway: () => isAway, isReadOnly: false })
const list = (identity: Identity) => ({
  identity,
  question: { cluster: server.access.id, verb: 'list', resource: 'services' },
})

describe('AccessControl', () => {
  test('asks once for many at the same time, and again after a minute', async () => {
    const control = start()
    const { identity, question } = list(await viewers.bearer('a'))
    await Promise.all([control.may(identity, question), control.may(identity, question)])
    clock.advance(59_000)
    await control.may(identity, question)
    expect(server.asked).toHaveLength(1)
    clock.advance(2000)
    await control.may(identity, question)
    expect(server.asked).toHaveLength(2)
  })

  test('never answers one identity with what another may do', async () => {
    const control = start()
    server.rules.may = (token) => token === 'admin'
    const [admin, nobody] = [list(await viewers.bearer('admin')), list(await viewers.bearer('nobody'))]
    await expect(control.may(admin.identity, admin.question)).resolves.toBe(true)
    await expect(control.may(nobody.identity, nobody.question)).resolves.toBe(false)
    expect(server.asked.map(({ token }) => token)).toEqual(['admin', 'nobody'])
  })

  test('does not take a failed check for a denial', async () => {
    const control = start()
    const { identity, question } = list(await viewers.bearer('a'))
    server.rules.isBroken = true
    await expect(control.may(identity, question)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(control.mayIfKnown(identity, question)).resolves.toBeNull()
  })

  test('holds the last answer for ten minutes while the cluster is away, then fails closed', async () => {
    const control = start()
    const { identity, question } = list(await viewers.bearer('a'))
    await control.may(identity, question)
    isAway = true
    clock.advance(9 * 60_000)
    await expect(control.may(identity, question)).resolves.toBe(true)
    clock.advance(2 * 60_000)
    await expect(control.may(identity, question)).rejects.toMatchObject({ code: 'unavailable' })
    expect(server.asked).toHaveLength(1)
  })

  test('asks one question where everything may be listed, else one per namespace', async () => {
    const control = start()
    const { identity } = list(await viewers.bearer('a'))
    await expect(control.visibility(identity, server.access.id, () => ['x', 'y'])).resolves.toEqual({
      all: true,
      namespaces: new Set(),
    })
    expect(server.asked).toHaveLength(1)
    server.rules.may = (_, attributes) => attributes.namespace === 'y'
    const { identity: editor } = list(await viewers.bearer('editor'))
    await expect(control.visibility(editor, server.access.id, () => ['x', 'y'])).resolves.toEqual({
      all: false,
      namespaces: new Set(['y']),
    })
  })
})

describe('Viewers', () => {
  test('names the bearer as the API server knows it', async () => {
    await expect(viewers.bearer('a')).resolves.toMatchObject({ user: 'user of a', groups: ['g'], mode: 'token' })
  })

  test('refuses a token that the API server does not know', async () => {
    server.rules.knows = (token) => token !== 'forged'
    await expect(viewers.bearer('forged')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('asks once more for whoever holds on, and ends when the token is not known any more', async () => {
    const { check } = await viewers.bearer('a')
    await expect(check?.()).resolves.toBeUndefined()
    server.rules.knows = () => false
    await expect(check?.()).resolves.toBeUndefined()
    clock.advance(60_000)
    await expect(check?.()).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('says the kubeconfig user while the cluster is away', async () => {
    isAway = true
    await expect(viewers.loopback()).resolves.toMatchObject({ user: 'owner', mode: 'loopback' })
  })

  test('refuses a token that was never checked while the cluster is away', async () => {
    isAway = true
    await expect(viewers.bearer('a')).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('tells whoever is impersonated apart by user and groups, and from the bearers of tokens', async () => {
    const as = (user: string, ...groups: string[]) => viewers.impersonated({ user, groups }, 'proxy')
    const all = await Promise.all([
      as('a'),
      as('a', 'g'),
      as('a', 'g', 'h'),
      as('a', 'g,h'),
      as('b', 'g'),
      viewers.bearer('a'),
    ])
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    expect((await as('a', 'g')).key).toBe(all[1]?.key)
  })

  test('keeps the token out of the key that names the identity', async () => {
    const { key } = await viewers.bearer('very-secret')
    expect(key).not.toContain('very-secret')
  })
})
