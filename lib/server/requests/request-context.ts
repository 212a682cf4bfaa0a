import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known of the request that is being answered. */
export interface RequestContext {
  readonly id: string
  /** The address of the other end of the connection: a client's, or that of the proxy before it. */
  readonly peer: string
  /** The name of the identity, once it is known. */
  user?: string
  /** The code of the problem that it was answered with. */
  code?: string
}

const key = Symbol.for('signpost.request')

type Holder = { [key]?: AsyncLocalStorage<RequestContext> }

/** The process's one storage: Next evaluates modules once per bundle, so that it lives on `globalThis`. */
export function requestStorage(): AsyncLocalStorage<RequestContext> {
  const holder = globalThis as Holder
  holder[key] ??= new AsyncLocalStorage<RequestContext>()
  return holder[key]
}

/** The request that is being answered here, undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return requestStorage().getStore()
}
