import type { Endpoint } from './endpoint'

/** What one resolver of the cluster answered for the Service's name, one letter a second: `o` old, `n` new, `x` another, `-` none. */
export interface ServedAnswers {
  resolver: string
  startedAt: string
  marks: string
}

export type AnswerMark = 'o' | 'n' | 'x' | '-'

export const maxMarks = 180

/** What an answer means for a change; `target` is the CNAME's data, normalised, null when there was none. */
export function answerMark(target: string | null, { from, to }: { from: Endpoint; to: Endpoint }): AnswerMark {
  if (target === null) return '-'
  if (target === to.target) return 'n'
  return target === from.target ? 'o' : 'x'
}

/** The answers with one more, at the second in which it came; seconds between in which nothing came are `-`. At most 180 are kept. */
export function withMark(answers: ServedAnswers, mark: AnswerMark, atMs: number): ServedAnswers {
  const second = Math.max(0, Math.floor((atMs - Date.parse(answers.startedAt)) / 1000))
  if (second >= maxMarks) return answers
  const before = answers.marks.slice(0, second).padEnd(second, '-')
  return { ...answers, marks: `${before}${mark}` }
}

/** When the last resolver began to answer the new target and kept to it, in ms since the epoch; null while one does not. */
export function seenAtMs(answers: readonly ServedAnswers[]): number | null {
  if (answers.length === 0) return null
  const seconds = answers.map(({ startedAt, marks }) => {
    const last = /n[n-]*$/.exec(marks)
    return last === null ? Number.NaN : Date.parse(startedAt) + last.index * 1000
  })
  const latest = Math.max(...seconds)
  return Number.isNaN(latest) ? null : latest
}
