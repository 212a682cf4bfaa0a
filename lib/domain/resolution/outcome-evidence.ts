import { describeFailure, describeRcode } from './describe-failure'
import { describeError } from './extended-error'
import type { Outcome } from './find-outcome'
import { plainText } from './plain-text'
import type { OutcomeEvidence } from './resolution'
import { addressFamilies, type WalkEnd, type WalkTrace } from './walk-trace'

const noError = 0
const nxDomain = 3

/** The evidence for an outcome; null when no question was sent for it. */
export function readEvidence(trace: WalkTrace, outcome: Outcome): OutcomeEvidence | null {
  const { end } = trace.families[outcome.family]
  const reply = describeReply(end)
  if (reply === null) return null
  const remarks = addressFamilies.flatMap((family) => trace.families[family].extendedErrors)
  const extendedErrors = [...new Set(remarks.map(describeError))]
  return { name: plainText(end.at, 253), family: outcome.family, reply, extendedErrors }
}

function describeReply(end: WalkEnd): string | null {
  switch (end.kind) {
    case 'ip-literal':
    case 'invalid-name':
      return null
    case 'no-name':
      return describeRcode(nxDomain)
    case 'failed':
      return describeFailure(end.failure)
    case 'resolved':
    case 'no-data':
    case 'loop':
    case 'too-long':
      return describeRcode(noError)
  }
}
