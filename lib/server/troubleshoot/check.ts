import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Fact } from '@/lib/domain/troubleshoot/fact'

/** A right that a check needs, in the words of Kubernetes; without a namespace it is cluster-wide. */
export interface NeededRight {
  verb: string
  resource: string
  namespace?: string
}

export interface CheckOptions {
  clock: Clock
  /** Fires when the time of the whole case is up. */
  signal: AbortSignal
}

/**
 * Makes one check and turns whatever it meets into a fact, never into an exception: a missing right into `skipped` with its verb, resource and
 * namespace, everything else and the end of the time into `failed`.
 */
export async function check<Value>(
  { clock, signal }: CheckOptions,
  right: NeededRight,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Fact<Value>> {
  const startedMs = clock.now()
  const elapsedMs = () => clock.now() - startedMs
  try {
    const value = await unlessAborted(run(signal), signal)
    return { kind: 'known', value, elapsedMs: elapsedMs() }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'unauthenticated')) {
      return { kind: 'skipped', why: mayNot(right) }
    }
    const why = signal.aborted ? 'There was no answer before the time was up.' : messageOf(error)
    return { kind: 'failed', why, elapsedMs: elapsedMs() }
  }
}

export function mayNot({ verb, resource, namespace }: NeededRight): string {
  return `Not read: you may not ${verb} ${resource}${namespace === undefined ? '' : ` in ${namespace}`}.`
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? `${plainText(error.message).replace(/\.$/, '')}.` : 'It could not be read.'
}

async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const end = () => reject(signal.reason)
  // Whichever of the two is not waited for any more may still fail.
  for (const promise of [work, ended]) promise.catch(() => undefined)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    return await Promise.race([work, ended])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
