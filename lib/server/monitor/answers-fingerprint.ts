import type { VantageAnswer } from '@/lib/domain/resolution/resolution'

/** What can be seen of answers, for comparing: without times, and without the TTL left where nobody looks. */
export function answersFingerprint(answers: readonly VantageAnswer[], withTtls: boolean): string {
  return JSON.stringify(answers, (key, value: unknown) => {
    if (key === 'askedAt' || key === 'elapsedMs') return undefined
    return key === 'ttlSeconds' && !withTtls ? undefined : value
  })
}
