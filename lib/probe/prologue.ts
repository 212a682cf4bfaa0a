import type { TlsFault } from './failure'

/** What a peer's bytes mean before TLS: nothing yet, an answer to give, the way is free, or there is no TLS here. */
export type PrologueStep =
  | { kind: 'wait' }
  | { kind: 'send'; bytes: Buffer }
  | { kind: 'ready' }
  | { kind: 'failed'; fault: TlsFault }

/** The talk of one protocol before TLS. `hear` is given what came since the last time. */
export interface Prologue {
  opening: Buffer | null
  hear(chunk: Buffer): PrologueStep
}
