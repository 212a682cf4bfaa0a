import { createHash, timingSafeEqual } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { actingGroups, isActingUser } from '@/lib/domain/access/acting-name'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ProxySettings } from '@/lib/server/settings/sign-in-settings'

/**
 * User and groups as the proxy in front of the console names them. `peer` is the address that the connection came from. Throws AppError
 * `unauthenticated` that says which header or peer is not as it has to be, and never what the secret is.
 */
export function readTrustedProxy(
  headers: Headers,
  peer: string | null,
  { peers, secret, secretHeader, userHeader, groupsHeader, allowedGroups }: ProxySettings,
): { user: string; groups: string[] } {
  if (peer === null || !isAmong(peer, peers)) {
    const from = peer === null ? 'an unknown address' : plainText(peer, 60)
    throw refused('proxy-peer', `The request came from ${from}, which is not one of SIGNPOST_PROXY_PEERS.`)
  }
  const shown = headers.get(secretHeader)
  if (shown === null) throw refused('proxy-secret', `The header ${secretHeader} with the shared secret is missing.`)
  if (!isSame(shown, secret))
    throw refused('proxy-secret', `The header ${secretHeader} does not hold the shared secret.`)
  const user = readUtf8(headers.get(userHeader) ?? '').trim()
  if (user === '') throw refused('proxy-user', `The header ${userHeader} with the user is missing.`)
  if (!isActingUser(user)) {
    throw refused('reserved-name', `The header ${userHeader} names a user that only Kubernetes itself may name.`)
  }
  const groups = readUtf8(headers.get(groupsHeader) ?? '').split(',')
  return {
    user,
    groups: actingGroups(
      groups.map((group) => group.trim()),
      allowedGroups,
    ),
  }
}

function isAmong(peer: string, ranges: ProxySettings['peers']): boolean {
  if (!ipaddr.isValid(peer)) return false
  // IPv4 over a socket of both families is told as ::ffff:10.0.0.1.
  const address = ipaddr.process(peer)
  return ranges.some(
    ([base, bits]) => base.kind() === address.kind() && address.match([base, bits] as [ipaddr.IPv4, number]),
  )
}

/** Takes equally long whatever is equal, lengths included. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

// Node gives the bytes of a header as Latin-1; what is no UTF-8 stays as it is.
function readUtf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

function refused(reason: string, message: string): AppError {
  return new AppError('unauthenticated', message, { reason })
}
