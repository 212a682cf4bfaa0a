import type { QuestionFailure } from '@/lib/domain/resolution/walk-trace'
import type { Cancellation } from './cancellation'
import type { DnsMessage, Question } from './dns-message'

export type LinkReply = { kind: 'message'; message: DnsMessage } | Exclude<QuestionFailure, { kind: 'rcode' }>

/** One way to one resolver. A question always comes to a reply: what went wrong is one too. */
export interface Transport {
  exchange(question: Question, edns: boolean, cancellation: Cancellation): Promise<LinkReply>
  /** What is still open counts as given up. */
  close(): void
}

export const outOfTime: LinkReply = { kind: 'given-up', why: 'the time for asking was over' }
