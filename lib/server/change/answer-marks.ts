import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import {
  answerMark,
  type ServedAnswers,
  type ServedPlace,
  seenAtMs,
  withMark,
} from '@/lib/domain/change/served-answers'
import type { ServedName } from '@/lib/server/monitor/served-name'

const maxResolvers = 8

/** Collects what each resolver of the cluster answers for a Service's name while a change reaches it. */
export class AnswerMarks {
  readonly #change: Pick<ChangeEntry, 'from' | 'to'>
  readonly #startedAt: string
  readonly #answers = new Map<string, ServedAnswers>()

  /** Goes on from what the entry has: another console may have begun it. */
  constructor(entry: ChangeEntry, startMs: number) {
    this.#change = entry
    for (const answers of entry.answers ?? []) this.#answers.set(answers.resolver, answers)
    this.#startedAt = new Date(startMs).toISOString()
  }

  get answers(): ServedAnswers[] {
    return [...this.#answers.values()]
  }

  /** Whether the last answer of every resolver is the new target. */
  get isSeen(): boolean {
    return seenAtMs(this.answers) !== null
  }

  /** How long it is until the next whole second, so that none is left out. */
  untilNextMs(nowMs: number): number {
    return 1000 - (Math.max(0, nowMs - Date.parse(this.#startedAt)) % 1000)
  }

  /** Takes the answers of one second, one of each resolver; `addresses` are what the name is to have now, null where the change says it all. */
  add(served: readonly ServedName[], atMs: number, addresses: readonly string[] | null): void {
    const { from, to } = this.#change
    const change = { from, to: addresses === null ? to : { ...to, addresses } }
    for (const each of served) {
      const { resolver } = each
      const known = this.#answers.get(resolver) ?? { resolver, startedAt: this.#startedAt, marks: '' }
      if (!this.#answers.has(resolver) && this.#answers.size >= maxResolvers) continue
      const mark = answerMark(placeServed(each), change)
      this.#answers.set(resolver, withMark(known, mark, atMs))
    }
  }
}

/** Where an answer says that the name leads. */
export function placeServed({ target, addresses, isAbsent }: ServedName): ServedPlace {
  return { target: target === null ? null : normaliseHost(target), addresses, isAbsent }
}
