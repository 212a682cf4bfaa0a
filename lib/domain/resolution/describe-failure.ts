import { plainText } from './plain-text'
import type { QuestionFailure } from './walk-trace'

const rcodeNames: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  9: 'NOTAUTH',
  16: 'BADVERS',
}

/** How a question failed: the response code by its name, or why there was no usable reply. Plain text. */
export function describeFailure(failure: QuestionFailure): string {
  return failure.kind === 'rcode' ? describeRcode(failure.rcode) : plainText(failure.why)
}

/** A response code as `dig` writes it. */
export function describeRcode(rcode: number): string {
  return rcodeNames[rcode] ?? `response code ${rcode}`
}
