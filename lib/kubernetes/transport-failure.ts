import { errors } from 'undici'
import { AppError } from '@/lib/domain/app-error'
import { isRecord } from './json-value'
import { unreachable } from './status-error'

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  ENOTFOUND: 'has no address: its name was not found',
  EAI_AGAIN: 'has no address: its name could not be looked up',
  EHOSTUNREACH: 'cannot be reached: no route',
  ENETUNREACH: 'cannot be reached: no network',
}

// As OpenSSL names them, by way of Node.
const trustFaults: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_HAS_EXPIRED',
])

/** A failure below HTTP as an AppError that names the host: unreachable, timeout, or a certificate that does not fit. */
export function describeTransportFailure(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error
  if (isTimeout(error)) return unreachable(`${host} did not answer in time`, 'timeout', error)
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('unavailable', `the request to ${host} was given up`, { reason: 'cancelled' })
  }
  const code = codeOf(error)
  // Node and OpenSSL name certificate faults by code; their sentences hold nothing of ours.
  const sentence = sentences[code] ?? `cannot be talked to: ${messageOf(error)}${code === '' ? '' : ` (${code})`}`
  return unreachable(`${host} ${sentence}`, 'unreachable', error)
}

/** Whether the server showed a certificate that what is trusted does not stand for: nothing was sent, and other authorities may be in force by now. */
export function isTrustFailure(error: unknown): boolean {
  return trustFaults.has(codeOf(error))
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError ||
    codeOf(error) === 'ETIMEDOUT'
  )
}

function codeOf(error: unknown): string {
  return isRecord(error) && typeof error.code === 'string' ? error.code : ''
}

function messageOf(error: unknown): string {
  if (error instanceof errors.InvalidArgumentError) return 'the request holds an invalid header or path'
  return error instanceof Error ? error.message.slice(0, 300) : 'unknown failure'
}
