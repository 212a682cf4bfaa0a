import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { ClusterAccess, Credential } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { issueCertificate } from '../../../demo/certificate'
import { accessTo, type LoopbackApi, readText, sendJson, startLoopbackApi, statusOf } from './loopback-api'
import { type LoopbackProxy, startHttpProxy, startSocksProxy } from './loopback-proxy'
import {
  authority,
  base64,
  clientCertificate,
  commonNameOf,
  namedServerCertificate,
  serverCertificate,
  validity,
} from './test-certificates'

const closing: Array<() => Promise<void>> = []
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-door-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serve(listener: RequestListener, tls?: ServerOptions): Promise<LoopbackApi> {
  const api = await startLoopbackApi(listener, tls)
  closing.push(() => api.close())
  return api
}

function clientOf(access: ClusterAccess, credential: Credential = { kind: 'kubeconfig' }): KubeClient {
  const client = createKubeClient(access, credential, { userAgent: 'signpost/1.2.3' })
  closing.push(() => client.close())
  return client
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return error
  throw new Error(`expected an AppError, got ${inspect(error)}`)
}

const get = { method: 'GET', path: '/version' } as const

/** Answers with who the caller is: its certificate's name and its Authorization header. */
const whoAmI: RequestListener = (request, response) => {
  sendJson(response, 200, { certificate: peerName(request), authorization: request.headers.authorization ?? null })
}

function peerName({ socket }: IncomingMessage): string | null {
  return socket instanceof TLSSocket ? commonNameOf(socket.getPeerCertificate().raw) : null
}

const tls: ServerOptions = {
  cert: serverCertificate.certificatePem,
  key: serverCertificate.keyPem,
  ca: authority.certificatePem,
  requestCert: true,
  rejectUnauthorized: false,
}
const ca = { 'certificate-authority-data': base64(authority.certificatePem) }
const clientPair = {
  'client-certificate-data': base64(clientCertificate.certificatePem),
  'client-key-data': base64(clientCertificate.keyPem),
}

describe('a request', () => {
  test('carries path, query, body and headers as they were given', async () => {
    const api = await serve(async (request, response) => {
      const { method, url, headers } = request
      sendJson(response, 200, { method, url, headers, text: await readText(request) })
    })
    const client = clientOf(accessTo(`${api.url}/k8s/clusters/c-1`))
    const { body, status } = await client.request({
      method: 'PATCH',
      path: '/api/v1/namespaces/a/services/b',
      query: { dryRun: 'All', limit: 5, allow: true, absent: undefined, labelSelector: 'a=b,c' },
      body: { spec: { externalName: 'ü' } },
      contentType: 'application/merge-patch+json',
      auditId: 'change-1',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      method: 'PATCH',
      url: '/k8s/clusters/c-1/api/v1/namespaces/a/services/b?dryRun=All&limit=5&allow=true&labelSelector=a%3Db%2Cc',
      headers: {
        accept: 'application/json',
        'user-agent': 'signpost/1.2.3',
        'audit-id': 'change-1',
        'content-type': 'application/merge-patch+json',
      },
      text: '{"spec":{"externalName":"ü"}}',
    })
  })

  test('keeps its connection: a hundred one after another open no third', async () => {
    const api = await serve(whoAmI)
    const client = clientOf(accessTo(api.url))
    for (let round = 0; round < 100; round += 1) await client.request(get)
    expect(api.connections()).toBeLessThanOrEqual(2)
  })

  test('gives the server’s warnings, also of a refusal', async () => {
    const headers = { Warning: ['299 - "one"', '299 - "two"'] }
    const api = await serve((request, response) => {
      if (request.url === '/version') sendJson(response, 200, {}, headers)
      else sendJson(response, 422, statusOf(422, 'Invalid', 'no'), headers)
    })
    const client = clientOf(accessTo(api.url))
    expect((await client.request(get)).warnings).toEqual(['one', 'two'])
    expect((await failure(client.request({ method: 'GET', path: '/x' }))).warnings).toEqual(['one', 'two'])
  })

  test('ends when its time is over, whether the head or the body is missing', async () => {
    const api = await serve((request, response) => {
      if (request.url === '/body') response.writeHead(200, { 'Content-Type': 'application/json' }).write('{')
    })
    const client = clientOf(accessTo(api.url))
    for (const path of ['/head', '/body']) {
      const error = await failure(client.request({ method: 'GET', path, timeoutMs: 100 }))
      expect(error).toMatchObject({ code: 'unavailable', reason: 'timeout', retryAfterSeconds: 3 })
    }
  })

  test('ends when its signal says so', async () => {
    const api = await serve(() => undefined)
    const abort = new AbortController()
    const promise = failure(clientOf(accessTo(api.url)).request({ ...get, signal: abort.signal }))
    abort.abort()
    expect(await promise).toMatchObject({ code: 'unavailable', reason: 'cancelled' })
  })

  test('is refused an answer without end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    const api = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
    })
    expect(await failure(clientOf(accessTo(api.url)).request(get))).toMatchObject({ code: 'too-large' })
  })

  test.each([
    ['broken JSON', 'application/json', '{"a":', 'broken-answer'],
    ['a connection that breaks off', 'cut', '', 'unreachable'],
  ])('fails with unavailable on %s', async (_, type, text, reason) => {
    const api = await serve((_request, response) => {
      if (type === 'cut') response.socket?.destroy()
      else response.writeHead(200, { 'Content-Type': type }).end(text)
    })
    expect(await failure(clientOf(accessTo(api.url)).request(get))).toMatchObject({ code: 'unavailable', reason })
  })

  test('names the host that refuses the connection', async () => {
    const api = await startLoopbackApi(() => undefined)
    await api.close()
    const error = await failure(clientOf(accessTo(api.url)).request(get))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'unreachable' })
    expect(error.message).toBe(`127.0.0.1:${api.port} refused the connection`)
  })
})

describe('TLS', () => {
  test('a client certificate goes to a server of the given authority', async () => {
    const api = await serve(whoAmI, tls)
    const { body } = await clientOf(accessTo(api.url, ca, clientPair)).request(get)
    expect(body).toEqual({ certificate: 'jane', authorization: null })
  })

  test('authority, certificate and key may be files, and inline data goes before them', async () => {
    const api = await serve(whoAmI, tls)
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }
    const cluster = { 'certificate-authority': await file('ca.crt', authority.certificatePem) }
    const user = {
      'client-certificate': await file('client.crt', clientCertificate.certificatePem),
      'client-key': await file('client.key', clientCertificate.keyPem),
    }
    expect((await clientOf(accessTo(api.url, cluster, user)).request(get)).body).toMatchObject({ certificate: 'jane' })
    const wrong = { 'certificate-authority': await file('wrong.crt', 'not a certificate'), ...ca }
    expect((await clientOf(accessTo(api.url, wrong, user)).request(get)).status).toBe(200)
  })

  test('a server of another authority, or of another name, is not talked to', async () => {
    const stranger = await serve(whoAmI, tls)
    expect(await failure(clientOf(accessTo(stranger.url)).request(get))).toMatchObject({ reason: 'unreachable' })
    const named = await serve(whoAmI, {
      ...tls,
      cert: namedServerCertificate.certificatePem,
      key: namedServerCertificate.keyPem,
    })
    const error = await failure(clientOf(accessTo(named.url, ca)).request(get))
    expect(error.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  test('tls-server-name is the name that the certificate is checked for', async () => {
    const api = await serve(whoAmI, {
      ...tls,
      cert: namedServerCertificate.certificatePem,
      key: namedServerCertificate.keyPem,
    })
    const access = accessTo(api.url, { ...ca, 'tls-server-name': 'api.internal.example' })
    expect((await clientOf(access).request(get)).status).toBe(200)
  })

  test('insecure-skip-tls-verify takes any certificate', async () => {
    const api = await serve(whoAmI, tls)
    const access = accessTo(api.url, { 'insecure-skip-tls-verify': true })
    expect((await clientOf(access).request(get)).status).toBe(200)
  })

  test('a token identity shows the token and never the kubeconfig’s certificate or token', async () => {
    const api = await serve(whoAmI, tls)
    const access = accessTo(api.url, ca, { ...clientPair, token: 'own', as: 'root' })
    const { body } = await clientOf(access, { kind: 'token', token: 'viewer' }).request(get)
    expect(body).toEqual({ certificate: null, authorization: 'Bearer viewer' })
  })
})

describe('credentials', () => {
  test('a token, a token file and a name with a password are sent', async () => {
    const api = await serve(whoAmI)
    await writeFile(join(folder, 'token'), 'from-file\n')
    const authorization = async (user: Record<string, unknown>) =>
      (await clientOf(accessTo(api.url, {}, user)).request(get)).body
    expect(await authorization({ token: 'inline' })).toMatchObject({ authorization: 'Bearer inline' })
    const file = { tokenFile: join(folder, 'token'), token: 'unused' }
    expect(await authorization(file)).toMatchObject({ authorization: 'Bearer from-file' })
    const basic = { username: 'jane', password: 'pass:word' }
    expect(await authorization(basic)).toMatchObject({ authorization: `Basic ${base64('jane:pass:word')}` })
    expect(await authorization({})).toMatchObject({ authorization: null })
  })

  test('impersonation is sent whole', async () => {
    const api = await serve((request, response) => sendJson(response, 200, request.rawHeaders))
    const user = {
      token: 't',
      as: 'jane',
      'as-uid': 'u1',
      'as-groups': ['a', 'b'],
      'as-user-extra': { scopes: ['x', 'y'] },
    }
    const { body } = await clientOf(accessTo(api.url, {}, user)).request(get)
    const headers = Array.isArray(body) ? body : []
    const sent = headers
      .filter((_, index) => index % 2 === 0)
      .map((name, index) => `${name}: ${headers[index * 2 + 1]}`)
    expect(sent.filter((line) => line.startsWith('Impersonate-'))).toEqual([
      'Impersonate-User: jane',
      'Impersonate-Uid: u1',
      'Impersonate-Group: a',
      'Impersonate-Group: b',
      'Impersonate-Extra-scopes: x',
      'Impersonate-Extra-scopes: y',
    ])
  })

  test('a rotated token file is read again after a 401, and the request goes through', async () => {
    const token = join(folder, 'token')
    await writeFile(token, 'old')
    let valid = 'Bearer old'
    const api = await serve((request, response) => {
      if (request.headers.authorization === valid) sendJson(response, 200, {})
      else sendJson(response, 401, statusOf(401, 'Unauthorized', 'Unauthorized'))
    })
    const client = clientOf(accessTo(api.url, {}, { tokenFile: token }))
    expect((await client.request(get)).status).toBe(200)
    await writeFile(token, 'new')
    valid = 'Bearer new'
    const answers = await Promise.all([client.request(get), client.request(get), client.request(get)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('a token that no header can carry is refused before it is sent', async () => {
    const api = await serve(whoAmI)
    const client = clientOf(accessTo(api.url), { kind: 'token', token: 'a\r\nX-Evil: b' })
    expect(await failure(client.request(get))).toMatchObject({ code: 'unauthenticated' })
    expect(api.connections()).toBe(0)
  })

  test('a missing file is named', async () => {
    const path = join(folder, 'missing')
    const error = await failure(clientOf(accessTo('http://127.0.0.1:1', {}, { tokenFile: path })).request(get))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'credentials' })
    expect(error.message).toContain(path)
  })

  test('no inspection or serialisation of an access shows its secrets', () => {
    const access = accessTo('https://127.0.0.1:1', ca, { token: 'top-secret', password: 'pass-word' })
    expect(inspect(access, { depth: 9, showHidden: true }) + JSON.stringify(access)).not.toMatch(/top-secret|pass-word/)
  })
})

describe('an exec plugin', () => {
  const plugin = async (script: string, more: Record<string, unknown> = {}) => {
    const path = join(folder, 'plugin.mjs')
    await writeFile(path, script)
    return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [path], ...more } }
  }
  const credential = (status: string) => `console.log(JSON.stringify({ kind: 'ExecCredential', status: ${status} }))`

  test('gives the token, knowing its environment and the cluster', async () => {
    const api = await serve(whoAmI)
    const script = `const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
      ${credential("{ token: [process.env.PROFILE, info.kind, info.spec.interactive, info.spec.cluster.server].join('|') }")}`
    const user = await plugin(script, { env: [{ name: 'PROFILE', value: 'dev' }], provideClusterInfo: true })
    const { body } = await clientOf(accessTo(api.url, {}, user)).request(get)
    expect(body).toMatchObject({ authorization: `Bearer dev|ExecCredential|false|${api.url}` })
  })

  test('gives a client certificate', async () => {
    const api = await serve(whoAmI, tls)
    const pair = JSON.stringify({
      clientCertificateData: clientCertificate.certificatePem,
      clientKeyData: clientCertificate.keyPem,
    })
    const { body } = await clientOf(accessTo(api.url, ca, await plugin(credential(pair)))).request(get)
    expect(body).toEqual({ certificate: 'jane', authorization: null })
  })

  test('runs once for many requests, and once more when the server refuses its token', async () => {
    const runs = join(folder, 'runs')
    const script = `import { appendFileSync, readFileSync } from 'node:fs'
      appendFileSync(${JSON.stringify(runs)}, 'x')
      ${credential(`{ token: 'token-' + readFileSync(${JSON.stringify(runs)}, 'utf8').length }`)}`
    let valid = 'Bearer token-1'
    const api = await serve((request, response) => {
      if (request.headers.authorization === valid) sendJson(response, 200, {})
      else sendJson(response, 401, statusOf(401, 'Unauthorized', 'Unauthorized'))
    })
    const client = clientOf(accessTo(api.url, {}, await plugin(script)))
    await Promise.all([client.request(get), client.request(get), client.request(get)])
    expect(await readFile(runs, 'utf8')).toBe('x')
    valid = 'Bearer token-2'
    await Promise.all([client.request(get), client.request(get), client.request(get)])
    expect(await readFile(runs, 'utf8')).toBe('xx')
    valid = 'Bearer never'
    expect(await failure(client.request(get))).toMatchObject({ code: 'unauthenticated' })
    expect(await readFile(runs, 'utf8')).toBe('xx')
  })

  const secret = 'eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl'
  test.each([
    ['prints no JSON', `console.log('${secret} trailing')`, 'did not print JSON'],
    ['prints no credential', `console.log('{"token":"${secret}"}')`, 'no credential'],
    [
      'fails with the token in its words',
      `console.error('cannot refresh ${secret}'); process.exit(1)`,
      'cannot refresh …',
    ],
    ['fails without a word', 'process.exit(3)', 'without a word'],
  ])('that %s is told, and no secret with it', async (_, script, words) => {
    const error = await failure(clientOf(accessTo('http://127.0.0.1:1', {}, await plugin(script))).request(get))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'credentials' })
    expect(error.message).toContain(words)
    expect(inspect(error, { depth: 9 })).not.toContain(secret.slice(0, 20))
  })

  test('that does not exist is named', async () => {
    const user = { exec: { command: '/no/such/plugin' } }
    const error = await failure(clientOf(accessTo('http://127.0.0.1:1', {}, user)).request(get))
    expect(error.message).toContain('/no/such/plugin')
  })
})

describe('a proxy', () => {
  const through = async (proxy: LoopbackProxy, scheme: string, credential?: Credential) => {
    closing.push(() => proxy.close())
    const groups: unknown[] = []
    const api = await serve((request, response) => {
      groups.push(request.rawHeaders.filter((_, at, all) => all[at - 1]?.toLowerCase() === 'impersonate-group'))
      whoAmI(request, response)
    }, tls)
    const access = accessTo(api.url, { ...ca, 'proxy-url': `${scheme}127.0.0.1:${proxy.port}` }, clientPair)
    const { body } = await clientOf(access, credential).request(get)
    expect(proxy.tunnels).toEqual([`127.0.0.1:${api.port}`])
    return { body, groups }
  }

  test('carries the connection, TLS and client certificate whole', async () => {
    expect((await through(await startHttpProxy(), 'http://')).body).toMatchObject({ certificate: 'jane' })
  })

  test('may be one of SOCKS5', async () => {
    expect((await through(await startSocksProxy(), 'socks5://')).body).toMatchObject({ certificate: 'jane' })
  })

  test('is shown the name and password of its URL, which the API server is not', async () => {
    const proxy = await startHttpProxy()
    const { body } = await through(proxy, 'http://ada:secret@')
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('ada:secret').toString('base64')}`])
    expect(body).toMatchObject({ authorization: null })
  })

  test('leaves every group of an impersonated viewer as it is', async () => {
    const credential: Credential = { kind: 'impersonated', user: 'ada', groups: ['team-a', 'team-b'] }
    expect((await through(await startHttpProxy(), 'http://', credential)).groups).toEqual([['team-a', 'team-b']])
  })

  test('that refuses is told as what stands in the way, without its password', async () => {
    const proxy = await startLoopbackApi((_, response) => response.writeHead(407).end())
    closing.push(() => proxy.close())
    const access = accessTo('https://api.example', { 'proxy-url': `http://ada:secret@127.0.0.1:${proxy.port}` })
    const error = await failure(clientOf(access).request(get))
    expect(error.code).toBe('unavailable')
    expect(error.message).toMatch(/^api\.example /)
    expect(error.message).not.toContain('secret')
  })
})

describe('an authority that was rotated', () => {
  const newAuthority = issueCertificate({ commonName: 'new authority', usage: 'authority', ...validity })
  const newServer = issueCertificate(
    { commonName: 'server', alternativeNames: ['127.0.0.1'], usage: 'server', ...validity },
    newAuthority.issuer,
  )

  test.each<[string, Credential]>([
    ['the console', { kind: 'kubeconfig' }],
    ['a viewer with a token', { kind: 'token', token: 'of-ada' }],
    ['an impersonated viewer', { kind: 'impersonated', user: 'ada', groups: [] }],
  ])(
    'is read again at once when the server is no longer trusted: %s goes on, and what was asked is sent once',
    async (_, credential) => {
      const file = join(folder, 'ca.crt')
      await writeFile(file, authority.certificatePem)
      const seen: string[] = []
      const listener: RequestListener = (request, response) => {
        seen.push(request.method ?? '')
        sendJson(response, 200, {})
      }
      const before = await serve(listener, tls)
      const client = clientOf(accessTo(before.url, { 'certificate-authority': file }), credential)
      await client.request(get)
      await before.close()
      const after = createServer({ cert: newServer.certificatePem, key: newServer.keyPem }, listener)
      after.listen(before.port, '127.0.0.1')
      await once(after, 'listening')
      closing.push(async () => {
        after.closeAllConnections()
        after.close()
      })
      await writeFile(file, newAuthority.certificatePem)
      await client.request({ ...get, method: 'POST' })
      expect(seen).toEqual(['GET', 'POST'])
    },
  )
})

describe('a watch', () => {
  const watchOf = async (client: KubeClient, idleTimeoutMs: number, signal = new AbortController().signal) => {
    let events = 0
    const onEvent = () => {
      events += 1
    }
    await client.watch({ path: '/api/v1/services', signal, idleTimeoutMs, onEvent })
    return events
  }
  const event = `${JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'a' } } })}\n`

  test('ends with the server’s close', async () => {
    const api = await serve((_, response) => response.writeHead(200).end(event + event))
    expect(await watchOf(clientOf(accessTo(api.url)), 5_000)).toBe(2)
  })

  test('without a byte for the idle time ends with a timeout', async () => {
    const api = await serve((_, response) => response.writeHead(200).write(event))
    const error = await failure(watchOf(clientOf(accessTo(api.url)), 300))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'timeout' })
  })

  test('ends with what its reader throws, and its connection with it', async () => {
    const closed = Promise.withResolvers<void>()
    const api = await serve((request, response) => {
      request.on('close', closed.resolve)
      response.writeHead(200).write(event + event)
    })
    const { signal } = new AbortController()
    let events = 0
    const onEvent = () => {
      events += 1
      throw new AppError('conflict', 'too old', { reason: 'expired' })
    }
    const watching = clientOf(accessTo(api.url)).watch({
      path: '/api/v1/services',
      signal,
      idleTimeoutMs: 5_000,
      onEvent,
    })
    await expect(watching).rejects.toMatchObject({ code: 'conflict', reason: 'expired' })
    await closed.promise
    expect(events).toBe(1)
  })

  test('tells no event after it was given up, though more came in the same packet', async () => {
    const abort = new AbortController()
    const api = await serve((_, response) => response.writeHead(200).write(event + event))
    let events = 0
    const onEvent = () => {
      events += 1
      abort.abort()
    }
    await clientOf(accessTo(api.url)).watch({
      ...{ path: '/api/v1/services', signal: abort.signal, idleTimeoutMs: 5_000, onEvent },
    })
    expect(events).toBe(1)
  })

  test('ends quietly when it is given up, and its connection with it', async () => {
    const abort = new AbortController()
    const closed = Promise.withResolvers<void>()
    const api = await serve((request, response) => {
      request.on('close', closed.resolve)
      response.writeHead(200).write(event)
      abort.abort()
    })
    expect(await watchOf(clientOf(accessTo(api.url)), 5_000, abort.signal)).toBeLessThanOrEqual(1)
    await closed.promise
  })

  test('that is refused fails as any request', async () => {
    const api = await serve((_, response) => sendJson(response, 403, statusOf(403, 'Forbidden', 'cannot watch')))
    expect(await failure(watchOf(clientOf(accessTo(api.url)), 5_000))).toMatchObject({ code: 'forbidden' })
  })
})
