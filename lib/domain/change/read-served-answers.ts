import { isTime } from './last-change'
import { isMap } from './merge-patch'
import { maxMarks, type ServedAnswers } from './served-answers'

const maxResolvers = 8
const maxName = 300

/** The answers of resolvers from a record that others may have written; null for anything else. */
export function readServedAnswers(value: unknown): ServedAnswers[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxResolvers) return null
  const answers: ServedAnswers[] = []
  for (const member of value) {
    if (!isMap(member)) return null
    const { resolver, startedAt, marks } = member
    if (typeof resolver !== 'string' || resolver.length > maxName || !isTime(startedAt)) return null
    if (typeof marks !== 'string' || marks.length > maxMarks || !/^[onx-]*$/.test(marks)) return null
    answers.push({ resolver, startedAt, marks })
  }
  return answers
}
