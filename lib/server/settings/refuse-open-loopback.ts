import { AppError } from '@/lib/domain/app-error'
import { isLoopbackHost, listeningHost } from './listening-host'
import type { Settings } from './settings'

/**
 * Throws AppError `invalid` when the server would listen on more than loopback without sign-in: in mode `loopback` everyone who reaches the
 * port acts as the kubeconfig's user.
 */
export function refuseOpenLoopback(settings: Settings, env: Record<string, string | undefined>): void {
  const host = listeningHost(env)
  if (settings.SIGNPOST_AUTH !== 'loopback' || isLoopbackHost(host)) return
  throw new AppError(
    'invalid',
    `SIGNPOST_AUTH=loopback listens on 127.0.0.1 only, not on ${host}; set SIGNPOST_AUTH to token, oidc or proxy to listen elsewhere.`,
  )
}
