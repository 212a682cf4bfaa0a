import { getCACertificates } from 'node:tls'
import type { CustomFetch } from 'openid-client'
import { Agent, type Dispatcher, fetch } from 'undici'

const maxAnswerBytes = 1024 * 1024

/** The way to the provider: over TLS with the machine's authorities and those of `caBundle` (PEM, null without), answers of at most 1 MiB. */
export interface ProviderFetch {
  fetch: CustomFetch
  close(): Promise<void>
}

export function createProviderFetch(caBundle: string | null): ProviderFetch {
  const dispatcher: Dispatcher = new Agent({
    connections: 8,
    maxResponseSize: maxAnswerBytes,
    connect: { timeout: 5_000, ...(caBundle === null ? {} : { ca: [...getCACertificates('default'), caBundle] }) },
  })
  return {
    fetch: async (url, { body, headers, method, redirect, signal }) => {
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
    close: () => dispatcher.close(),
  }
}
