import type { ReviewSubject } from './review-subject'

export const subjectFields = ['target', 'type', 'ports', 'owner'] as const

export interface SubjectChange {
  field: (typeof subjectFields)[number]
  /** Null where there was none. */
  before: string | null
  after: string | null
}

/** What is another one between two looks at an alias, field by field, in words. */
export function subjectChanges(before: ReviewSubject, after: ReviewSubject): SubjectChange[] {
  return subjectFields.flatMap((field) => {
    const [from, to] = [wordsOf(before, field), wordsOf(after, field)]
    return from === to ? [] : [{ field, before: from, after: to }]
  })
}

function wordsOf(subject: ReviewSubject, field: SubjectChange['field']): string | null {
  if (field !== 'ports') return subject[field]
  return (
    subject.ports.map(({ name, port, protocol }) => [name, `${port}/${protocol}`].join(' ').trim()).join(', ') || null
  )
}
