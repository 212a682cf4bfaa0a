import type { Severity } from '@/lib/domain/resolution/severity'

export const outlierCodes = [
  'other-environment-word',
  'placeholder',
  'in-cluster-here',
  'outside-here',
  'other-class',
  'missing',
] as const

export type OutlierCode = (typeof outlierCodes)[number]

/** Why a cell of the matrix stands out, as data and in words. */
export interface Outlier {
  code: OutlierCode
  severity: Severity
  title: string
  /** What it was seen by: the word, the count of cells it differs from. */
  evidence: string
}

const tolerant = new Set(['development', 'test'])

/** How much an outlier weighs in an environment: little where things are tried. */
export function weightIn(environment: string): Severity {
  return tolerant.has(environment) ? 'info' : 'warning'
}
