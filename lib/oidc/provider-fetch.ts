import { getCACertificates } from 'node:tls'
import type { CustomFetch } from 'openid-client'
import { Agent, type Dispatcher, fetch, ProxyAgent } from 'undici'
import { AppError } from '@/lib/domain/app-error'
import { environmentProxy } from '@/lib/domain/proxy/environment-proxy'

const maxAnswerBytes = 1024 * 1024

export interface ProviderFetchOptions {
  /** PEM, trusted beside the machine's own authorities; null without. */
  caBundle: string | null
  /** Where `HTTPS_PROXY` and its kin are looked up. */
  env: Readonly<Record<string, string | undefined>>
}

/** The way to the provider, by the proxy of the environment where that has one; answers of at most 1 MiB. */
export interface ProviderFetch {
  fetch: CustomFetch
  close(): Promise<void>
}

export function createProviderFetch({ caBundle, env }: ProviderFetchOptions): ProviderFetch {
  const connect = { timeout: 5_000, ...(caBundle === null ? {} : { ca: [...getCACertificates('default'), caBundle] }) }
  const limits = { connections: 8, maxResponseSize: maxAnswerBytes }
  // One for each proxy that the environment can name: of https, of http, and none.
  const dispatchers = new Map<string | null, Dispatcher>()
  const dispatcherTo = (url: string) => {
    const proxy = environmentProxy(new URL(url), env)
    if ('problem' in proxy) throw new AppError('unavailable', proxy.problem, { reason: 'provider-unavailable' })
    const known = dispatchers.get(proxy.url)
    if (known) return known
    const made =
      proxy.url === null
        ? new Agent({ ...limits, connect })
        : new ProxyAgent({ ...limits, uri: proxy.url, proxyTls: connect, requestTls: connect })
    dispatchers.set(proxy.url, made)
    return made
  }
  return {
    fetch: async (url, { body, headers, method, redirect, signal }) => {
      const dispatcher = dispatcherTo(url)
      const response = await fetch(url, {
        ...{ headers, method, redirect, dispatcher },
        body: body instanceof URLSearchParams ? body.toString() : null,
        ...(signal ? { signal } : {}),
      })
      // undici's own Response is not the global one, which is what is asked for by name.
      const { status, headers: answered } = response
      const isEmpty = status === 204 || status === 205 || status === 304
      return new Response(isEmpty ? null : await response.arrayBuffer(), { status, headers: [...answered] })
    },
    close: async () => void (await Promise.all([...dispatchers.values()].map((each) => each.close()))),
  }
}
