import type { UseCaseReading } from '@/lib/domain/alias/read-use-case'

/** The old side of a switch: what it is for, and what its Service says of its being fenced. */
export interface FenceEvidence {
  /** The Service of the colour that is left. */
  name: string
  annotation: string | undefined
  /** Null where it is not known. */
  useCase: UseCaseReading | null
}
