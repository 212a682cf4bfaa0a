import type { AddressFamily, ExtendedError, FamilyWalk, Reply, WalkEnd } from '@/lib/domain/resolution/walk-trace'
import { ChainPath } from './chain-path'
import { checkChainName } from './check-chain-name'
import { rcodes } from './dns-message'
import type { QuestionType } from './parse-message'
import { joinErrors } from './serv-fail-errors'

export type AskQuestion = (name: string, type: QuestionType) => Promise<Reply>

/**
 * Follows a name to its addresses of one family, by itself where a reply stops half-way. Where a question fails it goes hop by hop with
 * CNAME questions, which finds the broken link; with `hopByHop` it does so from the start.
 */
export async function walkFamily(
  name: string,
  family: AddressFamily,
  ask: AskQuestion,
  hopByHop: boolean,
): Promise<FamilyWalk> {
  const walk = new Walk(name, family, ask)
  const end = hopByHop ? await walk.locate(null) : await walk.descend()
  return { links: walk.path.links, addresses: walk.found, end, extendedErrors: walk.remarks }
}

type Failed = Extract<WalkEnd, { kind: 'failed' }>

class Walk {
  readonly path: ChainPath
  readonly remarks: ExtendedError[] = []
  found: FamilyWalk['addresses'] = []
  readonly #family: AddressFamily
  readonly #ask: AskQuestion
  /** What the resolver gave as reasons for SERVFAIL so far, null before the first. */
  #reasons: ExtendedError[] | null = null

  constructor(name: string, family: AddressFamily, ask: AskQuestion) {
    this.path = new ChainPath(name)
    this.#family = family
    this.#ask = ask
  }

  /** Asks for addresses until a reply is final. Each turn follows at least one link or ends. */
  async descend(): Promise<WalkEnd> {
    for (;;) {
      const taken = await this.#take(this.#family)
      if (taken.end !== null) return taken.end
      if (taken.failed === null) continue
      if (!isWorthLocating(taken.failed)) return taken.failed
      return this.locate(taken.moved ? null : taken.failed)
    }
  }

  /** Goes on with CNAME questions. `first` is how the address question for the present name failed already, null when it was not asked. */
  async locate(first: Failed | null): Promise<WalkEnd> {
    let known = first
    for (;;) {
      const taken = await this.#take('CNAME')
      if (taken.moved && taken.end === null) {
        known = null
        continue
      }
      if (taken.end === null && taken.failed !== null) return worseFailure(known, taken.failed)
      if (taken.end !== null && taken.end.kind !== 'no-data') return taken.end
      if (known !== null) return known
      const last = await this.#take(this.#family)
      if (last.end !== null) return last.end
      if (last.failed !== null && !last.moved) return last.failed
      known = null
    }
  }

  async #take(type: QuestionType): Promise<{ moved: boolean; end: WalkEnd | null; failed: Failed | null }> {
    const unaskable = checkChainName(this.path.at)
    if (unaskable !== null) return { moved: false, end: unaskable, failed: null }
    const reply = await this.#ask(this.path.at, type)
    if (reply.kind !== 'reply') {
      return {
        moved: false,
        end: null,
        failed: { kind: 'failed', at: this.path.at, failure: reply, extendedErrors: [] },
      }
    }
    this.#remark(reply.extendedErrors)
    const step = this.path.follow(reply.records)
    const at = this.path.at
    if (step === 'loop' || step === 'too-long') return { moved: true, end: { kind: step, at }, failed: null }
    const moved = step === 'moved'
    if (reply.rcode === rcodes.nxDomain) return { moved, end: { kind: 'no-name', at }, failed: null }
    if (reply.rcode !== rcodes.noError) {
      const isServFail = reply.rcode === rcodes.servFail
      // What a server says about a name out of its zone behind a CNAME is no answer: that name is asked by itself.
      const goesOn = moved && !isServFail
      const failure = { kind: 'rcode', rcode: reply.rcode } as const
      const extendedErrors = isServFail ? this.#reason(reply.extendedErrors) : reply.extendedErrors
      const failed: Failed = { kind: 'failed', at, failure, extendedErrors }
      return { moved, end: null, failed: goesOn ? null : failed }
    }
    this.found = this.path.addresses(reply.records, this.#family)
    if (this.found.length > 0) return { moved, end: { kind: 'resolved', at }, failed: null }
    return { moved, end: moved ? null : { kind: 'no-data', at }, failed: null }
  }

  // The reason given for the whole holds for the hop that is found to fail, which may fail without one.
  #reason(errors: readonly ExtendedError[]): ExtendedError[] {
    const known = this.#reasons
    this.#reasons = joinErrors(known ?? [], errors)
    return known === null ? [...errors] : this.#reasons
  }

  #remark(errors: readonly ExtendedError[]): void {
    for (const error of errors) {
      if (this.remarks.length < 16 && !this.remarks.some(({ code }) => code === error.code)) this.remarks.push(error)
    }
  }
}

// Only a resolver that tried and failed, or went silent, knows more when asked for each link.
function isWorthLocating({ failure }: Failed): boolean {
  return failure.kind === 'timeout' || (failure.kind === 'rcode' && failure.rcode === rcodes.servFail)
}

// A response code says more than silence, and what either question remarked explains both.
function worseFailure(first: Failed | null, second: Failed): Failed {
  if (first === null || first.at !== second.at) return second
  if (second.failure.kind === 'unsent' || second.failure.kind === 'given-up') return first
  const failure = first.failure.kind === 'timeout' ? second.failure : first.failure
  const extendedErrors = joinErrors(first.extendedErrors, second.extendedErrors)
  return { kind: 'failed', at: first.at, failure, extendedErrors }
}
