import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import Provider from 'oidc-provider'
import { issueCertificate } from '../../demo/certificate.ts'
import { freePorts } from '../control-plane/free-port.ts'

export interface ProviderOptions {
  /** Where the consoles are that may use it; the first is told who signs out. */
  readonly consoleUrls: readonly [string, ...string[]]
  readonly idTokenSeconds?: number
  /** Groups by the name that somebody signs in with; a user is whatever name they type. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
}

export interface RunningProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The authority of its certificate, PEM. */
  readonly caPath: string
  readonly caPem: string
  /** Requests to its token endpoint so far. */
  readonly tokenRequests: () => number
  /** It answers nobody from now on, as if it were away. */
  readonly goAway: () => void
  readonly comeBack: () => void
  /** Whoever has a refresh token loses it. */
  readonly revokeAll: () => void
  /** From now on a user is in these groups. */
  readonly setGroups: (user: string, groups: readonly string[]) => void
  readonly stop: () => Promise<void>
}

/** Starts a real OpenID provider on loopback over https; whoever types a name into its page is signed in under it. */
export async function startProvider({
  consoleUrls,
  idTokenSeconds = 3600,
  groups = {},
}: ProviderOptions): Promise<RunningProvider> {
  const [port = 0] = await freePorts(1)
  const issuer = `https://127.0.0.1:${port}`
  const client = { clientId: 'signpost', clientSecret: 'a-secret-of-the-client' }
  const groupsOf = new Map(Object.entries(groups))
  let isRevoked = false
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: consoleUrls.map((url) => `${url}/sign-in/callback`),
        post_logout_redirect_uris: consoleUrls.map((url) => `${url}/sign-in`),
        backchannel_logout_uri: `${consoleUrls[0]}/sign-in/back-channel-logout`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, accountId: string) =>
      isRevoked
        ? undefined
        : {
            accountId,
            claims: () => ({
              sub: accountId,
              groups: groupsOf.get(accountId) ?? [],
              email: `${accountId}@example.com`,
              email_verified: true,
            }),
          },
    // Its own refuses loopback, where the console is.
    fetch: (url: URL, { dispatcher: _, ...init }: RequestInit & { dispatcher?: unknown }) => fetch(url, init),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: {
      IdToken: idTokenSeconds,
      AccessToken: idTokenSeconds,
      RefreshToken: 86_400,
      Session: 86_400,
      Grant: 86_400,
      Interaction: 600,
      AuthorizationCode: 60,
    },
    cookies: { keys: ['a key of cookies'] },
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
  })
  const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) }
  const authority = issueCertificate({ commonName: 'provider authority', usage: 'authority', ...validity })
  const certificate = issueCertificate(
    { commonName: 'provider', alternativeNames: ['127.0.0.1'], usage: 'server', ...validity },
    authority.issuer,
  )
  const folder = await mkdtemp(join(tmpdir(), 'signpost-provider-'))
  const caPath = join(folder, 'ca.crt')
  await writeFile(caPath, authority.certificatePem)
  const answer = provider.callback()
  const sockets = new Set<Duplex>()
  let isAway = false
  let tokenRequests = 0
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.keyPem },
    (request: IncomingMessage, response: ServerResponse) => {
      if (isAway) return void request.socket.destroy()
      if (request.url?.startsWith('/token')) tokenRequests += 1
      answer(request, response)
    },
  )
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    ...{ issuer, ...client, caPath, caPem: authority.certificatePem },
    tokenRequests: () => tokenRequests,
    goAway: () => {
      isAway = true
    },
    comeBack: () => {
      isAway = false
    },
    revokeAll: () => {
      isRevoked = true
    },
    setGroups: (user, ofUser) => groupsOf.set(user, ofUser),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
