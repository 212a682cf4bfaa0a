import { spanWords } from '@/components/change/clock-text'
import type { PhaseView } from './migration-standing'

/** What a phase is thought to take: in a few words, and for whom; null where nobody knows. */
export function expectedWords({ estimated }: PhaseView['time']): { words: string; detail: string } | null {
  if (estimated === null) return null
  const { seconds, pooledSeconds } = estimated
  const words = `clients within ${spanWords(Math.round(seconds))}`
  const pooled = pooledSeconds === null ? 'nobody can say' : spanWords(Math.round(pooledSeconds))
  return { words, detail: `New connections follow within ${spanWords(Math.round(seconds))}, those in pools: ${pooled}` }
}

/** What a phase took, beside what was forecast for clients where that is known; null where nobody knows what it took. */
export function tookPhaseWords(time: PhaseView['time']): string | null {
  if (time.actualSeconds === null) return null
  const took = spanWords(Math.ceil(time.actualSeconds))
  const expected = expectedWords(time)
  return expected === null ? `took ${took}` : `proved after ${took}, ${expected.words}`
}
