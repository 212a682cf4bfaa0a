import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servicesPageSchema } from '@/lib/contract/services'
import { sessionSchema } from '@/lib/contract/session'
import { CookieJar } from '../api/cookie-jar.ts'
import { freePorts } from '../control-plane/free-port.ts'
import { renderKubeconfig } from '../control-plane/kubeconfig.ts'
import { poll } from '../control-plane/poll.ts'
import { type StartedControlPlane, startControlPlane } from '../control-plane/start.ts'
import { ProviderVisitor } from '../identity-provider/sign-in-at-provider.ts'
import { type RunningProvider, startProvider } from '../identity-provider/start-provider.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { documentedRoles } from './documented-roles.ts'

const home = 'sign-in-test'
const idTokenSeconds = 20

let provider: RunningProvider
let plane: StartedControlPlane
let passing: RunningConsole
let impersonating: RunningConsole
let folder: string

const apply = (items: readonly object[]) =>
  plane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })

const bind = (name: string, role: string, subject: object) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [subject],
})

/** The kubeconfig of a ServiceAccount that has the documented rights of the console and no other. */
async function consoleKubeconfig(): Promise<string> {
  const account = { kind: 'ServiceAccount', name: 'signpost', namespace: home }
  const roles = (await documentedRoles()).filter(({ metadata: { name } }) =>
    ['signpost-console', 'signpost-records', 'signpost-impersonate'].includes(name),
  )
  await apply([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account.name, namespace: home } },
    ...roles,
    ...roles.map(({ metadata: { name } }) => bind(name, name, account)),
  ])
  const { stdout } = await plane.kubectl(['create', 'token', account.name, '-n', home])
  const path = join(folder, 'kubeconfig')
  const caPem = await readFile(plane.caPath, 'utf8')
  const credentials = { token: stdout.trim() }
  await writeFile(path, renderKubeconfig({ serverUrl: plane.serverUrl, caPem, user: account.name, credentials }))
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-sign-in-'))
  const [first = 0, second = 0] = await freePorts(2)
  const urlOf = (port: number) => `http://127.0.0.1:${port}`
  provider = await startProvider({
    consoleUrls: [urlOf(first), urlOf(second)],
    idTokenSeconds,
    groups: { vera: ['payments'], olaf: ['payments', 'others'], jörg: ['platform'] },
  })
  plane = await startControlPlane({
    apiServerArgs: [
      `--oidc-issuer-url=${provider.issuer}`,
      `--oidc-client-id=${provider.clientId}`,
      `--oidc-ca-file=${provider.caPath}`,
      '--oidc-username-claim=sub',
      '--oidc-username-prefix=oidc:',
      '--oidc-groups-claim=groups',
      '--oidc-groups-prefix=oidc:',
    ],
  })
  await apply([
    namespace(home),
    alias(home, 'ledger', 'api-v1.backend.com'),
    bind('sign-in-payments', 'view', { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:payments' }),
    bind('sign-in-jorg', 'view', { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'oidc:jörg' }),
  ])
  const env = {
    SIGNPOST_AUTH: 'oidc',
    SIGNPOST_CA_BUNDLE: provider.caPath,
    SIGNPOST_OIDC_ISSUER: provider.issuer,
    SIGNPOST_OIDC_CLIENT_ID: provider.clientId,
    SIGNPOST_OIDC_CLIENT_SECRET: provider.clientSecret,
  }
  ;[passing, impersonating] = await Promise.all([
    startConsole(plane, {
      ...env,
      PORT: String(first),
      SIGNPOST_URL: urlOf(first),
      SIGNPOST_OIDC_MODE: 'pass-through',
    }),
    startConsole(plane, {
      ...{ ...env, PORT: String(second), SIGNPOST_URL: urlOf(second), KUBECONFIG: await consoleKubeconfig() },
    }),
  ])
})

afterAll(async () => {
  await Promise.all([passing?.stop(), impersonating?.stop()])
  await plane?.stop()
  await provider?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function signIn({ url }: RunningConsole, user: string) {
  const jar = new CookieJar()
  const { headers } = await jar.fetch(`${url}/sign-in/oidc?to=%2Fchanges`)
  const visitor = new ProviderVisitor(provider.issuer, provider.caPem)
  const answer = await jar.fetch(await visitor.signIn(headers.get('location') ?? '', user))
  const get = async (path: string) => (await jar.fetch(`${url}/api/v1${path}`)).json()
  return {
    location: answer.headers.get('location'),
    identity: async () => sessionSchema.parse(await get('/session')).identity,
    names: async () => servicesPageSchema.parse(await get('/services')).items.map(({ name }) => name),
  }
}

interface AuditEvent {
  readonly user: { readonly username: string }
  readonly impersonatedUser?: {
    readonly username: string
    readonly groups: readonly string[]
    readonly uid?: string
    readonly extra?: object
  }
}

async function auditOf(user: string): Promise<AuditEvent[]> {
  const lines = (await readFile(plane.auditLogPath, 'utf8')).split('\n').filter((line) => line !== '')
  const events = lines.map((line): AuditEvent => JSON.parse(line))
  return events.filter((event) => (event.impersonatedUser ?? event.user).username === user)
}

describe('with the id token passed on to a real API server', () => {
  test('whoever signs in is whom the API server reads from the token, with the rights of their groups', async () => {
    const vera = await signIn(passing, 'vera')
    expect(vera.location).toBe('/changes')
    expect(await vera.identity()).toEqual({
      user: 'oidc:vera',
      groups: ['oidc:payments', 'system:authenticated'],
      mode: 'oidc',
    })
    expect(await vera.names()).toContain('ledger')
    const nora = await signIn(passing, 'nora')
    expect(await nora.names()).toEqual([])
    for (const event of await auditOf('oidc:vera')) expect(event.impersonatedUser).toBeUndefined()
  })

  test('goes on after the token that it began with has ended', async () => {
    const vera = await signIn(passing, 'vera')
    const before = provider.tokenRequests()
    const endMs = Date.now() + (idTokenSeconds + 15) * 1000
    await poll(
      async () => {
        expect(await vera.names()).toContain('ledger')
        return Date.now() > endMs
      },
      { what: 'the end of the first token', timeoutMs: 60_000, everyMs: 1000 },
    )
    expect(provider.tokenRequests()).toBeGreaterThan(before)
  })
})

describe('with the console’s identity impersonating, with the documented rights alone', () => {
  test('whoever signs in acts as themselves, and the audit log says through whom', async () => {
    const vera = await signIn(impersonating, 'vera')
    expect(await vera.identity()).toEqual({
      user: 'oidc:vera',
      groups: ['oidc:payments', 'system:authenticated'],
      mode: 'oidc',
    })
    expect(await vera.names()).toContain('ledger')
    const nora = await signIn(impersonating, 'nora')
    expect(await nora.names()).toEqual([])
    const events = (await auditOf('oidc:vera')).filter(({ impersonatedUser }) => impersonatedUser !== undefined)
    expect(events.length).toBeGreaterThan(0)
    for (const { user, impersonatedUser } of events) {
      expect(user.username).toBe(`system:serviceaccount:${home}:signpost`)
      expect(impersonatedUser).toEqual({ username: 'oidc:vera', groups: ['oidc:payments', 'system:authenticated'] })
    }
  })

  test('a name outside ASCII arrives as it is', async () => {
    const user = await signIn(impersonating, 'jörg')
    expect((await user.identity()).user).toBe('oidc:jörg')
    expect(await user.names()).toContain('ledger')
  })

  test('a group that the console may not impersonate keeps its member out, with the reason', async () => {
    const olaf = await signIn(impersonating, 'olaf')
    expect(olaf.location).toBe('/sign-in?why=may-not-impersonate&to=%2Fchanges')
    expect(impersonating.log()).toMatch(/may-not-impersonate.*cannot impersonate resource \\"groups\\"/)
  })
})
