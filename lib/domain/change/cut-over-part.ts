export const cutOverCodes = ['watch', 'cluster-dns', 'cache', 'client', 'pool'] as const
export const cutOverSources = ['measured', 'corefile', 'setting', 'annotation', 'assumed'] as const

export type CutOverSource = (typeof cutOverSources)[number]

/** One part of the time until a change is seen; `seconds` is null where nobody can say, and it then counts for nothing. */
export interface CutOverPart {
  code: (typeof cutOverCodes)[number]
  words: string
  seconds: number | null
  source: CutOverSource
}
