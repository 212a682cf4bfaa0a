import { spanWords } from '@/components/change/clock-text'
import type { PhaseView } from './migration-standing'

/** What a phase is thought to take: in a few words, and for whom; null where nobody knows. */
export function expectedWords({ estimated }: PhaseView['time']): { words: string; detail: string } | null {
  if (estimated === null) return null
  const { seconds, pooledSeconds } = estimated
  const words = `about ${spanWords(Math.round(seconds))}`
  const pooled = pooledSeconds === null ? 'nobody can say' : spanWords(Math.round(pooledSeconds))
  return { words, detail: `New connections follow within ${words.slice(6)}, those in pools: ${pooled}` }
}

/** What a phase took, beside what was thought where that is known; null where neither is. */
export function tookPhaseWords({ estimated, actualSeconds }: PhaseView['time']): string | null {
  if (actualSeconds === null) return null
  const took = `took ${spanWords(Math.ceil(actualSeconds))}`
  return estimated === null ? took : `${took} of about ${spanWords(Math.round(estimated.seconds))}`
}
