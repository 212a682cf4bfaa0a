import { AppError } from '@/lib/domain/app-error'
import type { Settings } from './settings'

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1'])

/**
 * Throws AppError `invalid` when the server would listen on more than loopback without sign-in: in mode `loopback` everyone who reaches the
 * port acts as the kubeconfig's user. The standalone server listens on HOSTNAME; the development server is always told 127.0.0.1.
 */
export function refuseOpenLoopback(settings: Settings, env: Record<string, string | undefined>): void {
  if (settings.SIGNPOST_AUTH !== 'loopback' || env.NODE_ENV !== 'production') return
  if (listensOnLoopback(env)) return
  throw new AppError(
    'invalid',
    `SIGNPOST_AUTH=loopback listens on 127.0.0.1 only, not on ${env.HOSTNAME ?? '0.0.0.0'}; set SIGNPOST_AUTH to token, oidc or proxy to listen elsewhere.`,
  )
}

/** Whether the server listens where only programs of its machine reach it. */
export function listensOnLoopback({ HOSTNAME: host }: Record<string, string | undefined>): boolean {
  return host !== undefined && loopbackHosts.has(host)
}
