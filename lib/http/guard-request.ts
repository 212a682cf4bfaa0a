import { AppError } from '@/lib/domain/app-error'

export const maximumUrlLength = 8192

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The Host that a request names must be a loopback name or one of the settings, else AppError: a page of another site that rebinds its name
 * to 127.0.0.1 still sends its own Host.
 */
export function isAllowedHost(host: string | null, allowed: readonly string[]): boolean {
  if (host === null) return false
  const name = nameOf(host)
  return (
    isLoopbackName(host) ||
    allowed.some((entry) => entry.toLowerCase() === name || entry.toLowerCase() === host.toLowerCase())
  )
}

/** Whether a Host, its port aside, is a name of the machine itself. */
export function isLoopbackName(host: string): boolean {
  return loopbackNames.has(nameOf(host))
}

/** Throws AppError `forbidden` for a write that a browser sends from another origin; a program sends neither Origin nor Fetch Metadata and passes. */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin === null) {
    if (site === null || site === 'same-origin') return
    throw new AppError('forbidden', 'A write from a browser needs the Origin of this console.', {
      reason: 'cross-origin',
    })
  }
  if (originHost(origin) === headers.get('host')?.toLowerCase()) return
  throw new AppError('forbidden', `The Origin ${origin.slice(0, 200)} is not this console.`, { reason: 'cross-origin' })
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

function originHost(origin: string): string | null {
  if (!URL.canParse(origin)) return null
  const { protocol, host } = new URL(origin)
  return protocol === 'http:' || protocol === 'https:' ? host : null
}
