import type { Severity } from '@/lib/domain/resolution/severity'
import type { Symptom } from './symptom'

/** Whose side a cause is on: `ours` is the cluster and its clients, `provider` whoever runs the target or its zone. */
export const sides = ['ours', 'provider', 'unknown'] as const

export type Side = (typeof sides)[number]

/** `found`: what was seen proves it; `possible`: it fits, and something else would too; `none`: nothing wrong was seen. */
export const certainties = ['found', 'possible', 'none'] as const

export type Certainty = (typeof certainties)[number]

export const stepStates = ['ok', 'info', 'warning', 'critical', 'unknown', 'skipped'] as const

export type StepState = (typeof stepStates)[number]

export const stepCodes = [
  'name',
  'service',
  'served',
  'cluster-dns',
  'outside-dns',
  'as-pod',
  'corefile',
  'egress-dns',
  'egress-target',
  'tcp',
  'tls',
  'ttl',
  'coredns-log',
] as const

export type StepCode = (typeof stepCodes)[number]

/** A line that shows the same by hand, and what it gave here; null where that was not seen. */
export interface CaseCommand {
  line: string
  gave: string | null
}

/** One check: what it says in the present tense, the detail, and how long it took (null: nothing was asked). */
export interface CaseStep {
  code: StepCode
  title: string
  state: StepState
  detail: string
  elapsedMs: number | null
  commands: CaseCommand[]
}

export interface CaseFix {
  text: string
  /** To be put somewhere as they are. */
  lines?: { language: 'corefile' | 'yaml'; lines: string[] }
}

/** What a case comes to: the issue, whose side, why, what was seen, and what to do. */
export interface Diagnosis {
  certainty: Certainty
  severity: Severity
  side: Side
  issue: string
  cause: string
  evidence: string[]
  fix: CaseFix
}

export interface LogLine {
  /** RFC 3339 as the node gave it, null where the line has none. */
  at: string | null
  text: string
  isError: boolean
}

/** A symptom looked into: what it comes to, every step that led there, and what the cluster's DNS logged about the names. */
export interface Case extends Diagnosis {
  symptom: Symptom
  /** ISO 8601. */
  at: string
  elapsedMs: number
  client: { namespace: string; labels: Record<string, string> | null }
  steps: CaseStep[]
  log: { pod: string; lines: LogLine[] }[]
  /** The hosts and addresses that the words name. */
  hosts: string[]
}
