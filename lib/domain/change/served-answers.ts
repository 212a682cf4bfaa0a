import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { isSameAddresses } from './canonical-address'
import type { Endpoint } from './endpoint'

/** What one resolver of the cluster answered for the Service's name, one letter a second: `o` old, `n` new, `x` another, `-` none. */
export interface ServedAnswers {
  resolver: string
  startedAt: string
  marks: string
}

export type AnswerMark = 'o' | 'n' | 'x' | '-'

export const maxMarks = 180

/** What a resolver said of a Service's name: the CNAME's data (normalised), or its addresses; `isAbsent` when there is no such name. */
export interface ServedPlace {
  target: string | null
  addresses?: readonly string[]
  isAbsent?: boolean
}

/** What an answer means for a change. */
export function answerMark(served: ServedPlace, { from, to }: { from: Endpoint; to: Endpoint }): AnswerMark {
  if (isServed(served, to)) return 'n'
  if (isServed(served, from)) return 'o'
  return served.target === null && (served.addresses ?? []).length === 0 ? '-' : 'x'
}

/** Whether the cluster's DNS gives an endpoint no name: an external name that is an address has no CNAME, and the Service's name then does not exist. */
export function isNameless({ target }: Endpoint): boolean {
  return target !== null && checkHostName(target).kind === 'ip-literal'
}

function isServed({ target, addresses = [], isAbsent = false }: ServedPlace, place: Endpoint): boolean {
  if (place.type === 'absent') return isAbsent
  if (place.addresses !== undefined) return target === null && isSameAddresses(addresses, place.addresses)
  if (place.type !== 'ExternalName') return target === null && addresses.length > 0
  return isNameless(place) ? isAbsent : place.target !== null && target === place.target
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
