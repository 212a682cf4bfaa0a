import type { HostWord } from './host-words'
import type { Member } from './logical-dependency'
import type { TargetClass } from './target-class'

/** A Service in a cell of the matrix, as it is judged. */
export interface CellMember extends Member {
  /** Normalised; null for a Service that leads to pods. */
  target: string | null
  targetClass: TargetClass
  /** Those of its target. */
  words: readonly HostWord[]
}
