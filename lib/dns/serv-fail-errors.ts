import type { ExtendedError, Reply } from '@/lib/domain/resolution/walk-trace'
import { rcodes } from './dns-message'

const cachedError = 13

/**
 * The Extended DNS Errors of one SERVFAIL after another about the same thing: a resolver gives its reason once and then answers from
 * its cache, so that a later "cached" only repeats what the first question put there.
 */
export function joinErrors(first: readonly ExtendedError[], later: readonly ExtendedError[]): ExtendedError[] {
  const codes = new Set(first.map(({ code }) => code))
  return [...first, ...later.filter(({ code }) => code !== cachedError && !codes.has(code))]
}

/** The reply to a question that was repeated because it failed: the second, with the reasons of the first where both are SERVFAIL. */
export function confirmReply(first: Reply, second: Reply): Reply {
  if (!isServFail(first) || !isServFail(second)) return second
  return { ...second, extendedErrors: joinErrors(first.extendedErrors, second.extendedErrors) }
}

function isServFail(reply: Reply): reply is Extract<Reply, { kind: 'reply' }> {
  return reply.kind === 'reply' && reply.rcode === rcodes.servFail
}
