import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createProviderFetch, type ProviderFetch } from '@/lib/oidc/provider-fetch'
import { type LoopbackApi, sendJson, startLoopbackApi } from '../kubernetes/loopback-api'
import { type LoopbackProxy, startHttpProxy } from '../kubernetes/loopback-proxy'
import { authority, serverCertificate } from '../kubernetes/test-certificates'

const inside = 'kubernetes.default.svc'

let provider: LoopbackApi
let proxy: LoopbackProxy
const opened: ProviderFetch[] = []

beforeAll(async () => {
  const tls = { cert: serverCertificate.certificatePem, key: serverCertificate.keyPem }
  provider = await startLoopbackApi((_, response) => sendJson(response, 200, { issuer: 'here' }), tls)
  proxy = await startHttpProxy()
})

beforeEach(() => {
  proxy.tunnels.length = 0
})

afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
  await proxy?.close()
  await provider?.close()
})

function open(env: Record<string, string>): ProviderFetch {
  const made = createProviderFetch({ caBundle: authority.certificatePem, env })
  opened.push(made)
  return made
}

const ask = (host: string, env: Record<string, string>) =>
  open(env).fetch(`https://${host}:${provider.port}/`, { method: 'GET', headers: {}, body: null, redirect: 'manual' })

test('a provider is reached by the proxy of the environment, over TLS that the proxy cannot read', async () => {
  const answer = await ask(inside, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` })
  expect(await answer.json()).toEqual({ issuer: 'here' })
  expect(proxy.tunnels).toEqual([`${inside}:${provider.port}`])
})

test('a provider that NO_PROXY spares, or on this machine, is reached without', async () => {
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
  expect((await ask('127.0.0.1', env)).status).toBe(200)
  await expect(ask(inside, { ...env, NO_PROXY: '.svc' })).rejects.toThrow()
  expect(proxy.tunnels).toEqual([])
})

test('a proxy that is none is told by its variable, never its value', async () => {
  const failed: unknown = await ask(inside, { HTTPS_PROXY: 'ftp://ada:secret@corp' }).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 'unavailable', message: 'HTTPS_PROXY is not an http, https or socks5 URL' })
})
