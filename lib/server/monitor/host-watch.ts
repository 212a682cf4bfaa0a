import { chainNames } from '@/lib/domain/resolution/chain-names'
import { type ConfirmedAnswer, confirmAnswer } from '@/lib/domain/resolution/confirm-answer'
import { withNotes } from '@/lib/domain/resolution/judge-walk'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { splitHorizon } from '@/lib/domain/resolution/split-horizon'
import type { VerdictNote } from '@/lib/domain/resolution/verdict'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'

const historyLength = 50
const driftShownMs = 24 * 3_600_000

interface VantageState {
  vantage: VantageName
  confirmed: ConfirmedAnswer | null
  terminal: string | null
  drift: { note: VerdictNote; untilMs: number } | null
}

/** What is known about one host: each vantage's answer as shown, and how it changed. */
export class HostWatch {
  readonly host: string
  references = 0
  shownUntilMs = 0
  lastAskedMs = 0
  history: readonly VerdictChange[] = []
  answers: VantageAnswer[]
  readonly #states: readonly VantageState[]
  #firstRound: PromiseWithResolvers<void> | null = null

  /** `unasked` is what is shown until the vantages answer, one answer for each of them. */
  constructor(host: string, unasked: VantageAnswer[]) {
    this.host = host
    this.#states = unasked.map(({ vantage }) => ({ vantage, confirmed: null, terminal: null, drift: null }))
    this.answers = unasked
  }

  get isComplete(): boolean {
    return this.#states.every(({ confirmed }) => confirmed !== null)
  }

  /** Resolves once every vantage has answered. */
  firstRound(): Promise<void> {
    if (this.isComplete) return Promise.resolve()
    this.#firstRound ??= Promise.withResolvers()
    return this.#firstRound.promise
  }

  get isUnconfirmed(): boolean {
    return this.#states.some(({ confirmed }) => confirmed?.isUnconfirmed)
  }

  wasAsked(vantage: VantageName): boolean {
    return (this.#state(vantage)?.confirmed ?? null) !== null
  }

  /** Takes in what a vantage answered now. */
  take(answer: VantageAnswer, isFinal: boolean, nowMs: number): void {
    const state = this.#state(answer.vantage)
    if (state === undefined) return
    const before = state.confirmed
    state.confirmed = confirmAnswer(before, answer, isFinal)
    if (!state.confirmed.isUnconfirmed) this.#record(state, before, state.confirmed.shown, nowMs)
    this.answers = withSplitHorizon(this.host, this.#shown(nowMs))
    if (this.isComplete) this.#firstRound?.resolve()
  }

  #state(vantage: VantageName): VantageState | undefined {
    return this.#states.find((state) => state.vantage === vantage)
  }

  #record(state: VantageState, before: ConfirmedAnswer | null, shown: VantageAnswer, nowMs: number): void {
    const terminal = shown.addresses.length > 0 ? (chainNames(this.host, shown.hops).at(-1) ?? null) : null
    const previousTerminal = state.terminal
    const moved = terminal !== null && previousTerminal !== null && terminal !== previousTerminal
    const at = new Date(nowMs).toISOString()
    if (moved) {
      const evidence = `the terminal name is ${terminal} since ${at}, was ${previousTerminal}`
      state.drift = { note: { code: 'DRIFT', severity: 'info', evidence }, untilMs: nowMs + driftShownMs }
    }
    state.terminal = terminal ?? previousTerminal
    const { code, severity, summary } = shown.verdict
    const previous = before?.shown ?? null
    if (previous !== null && previous.verdict.code === code && previous.brokenAt === shown.brokenAt && !moved) return
    const { vantage, brokenAt } = shown
    const previousCode = previous?.verdict.code ?? null
    const change = { at, vantage, code, severity, summary, brokenAt, terminal, previousCode, previousTerminal }
    // Made anew, not pushed onto: a list that is pushed onto keeps room for sixteen more, for each host.
    this.history = [...this.history, change].slice(-historyLength)
  }

  #shown(nowMs: number): VantageAnswer[] {
    return this.answers.map((answer) => {
      const state = this.#state(answer.vantage)
      const shown = state?.confirmed?.shown
      if (state === undefined || shown === undefined) return answer
      const isDrifting = state.drift !== null && nowMs < state.drift.untilMs
      return state.drift !== null && isDrifting && shown.addresses.length > 0 ? addNote(shown, state.drift.note) : shown
    })
  }
}

/** The answers with a note on both where the cluster and the outside see the host differently. */
export function withSplitHorizon(host: string, answers: VantageAnswer[]): VantageAnswer[] {
  const cluster = answers.find(({ vantage }) => vantage === 'cluster')
  const outside = answers.find(({ vantage }) => vantage === 'outside')
  if (cluster === undefined || outside === undefined) return answers
  const note = splitHorizon(host, cluster, outside)
  return note === null ? answers : answers.map((answer) => addNote(answer, note))
}

function addNote(answer: VantageAnswer, note: VerdictNote): VantageAnswer {
  return { ...answer, verdict: withNotes(answer.verdict, [note]) }
}
