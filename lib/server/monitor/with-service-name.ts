import type { CnameAnswer } from '@/lib/dns/dns-client'
import { withNotes } from '@/lib/domain/resolution/judge-walk'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { VerdictNote } from '@/lib/domain/resolution/verdict'

/**
 * The cluster's answer for a target with the Service's own CNAME before it (phase 1). What the cluster's DNS does not serve yet, or still
 * serves from before, becomes the note `NAME_NOT_SERVED`.
 */
export function withServiceName(answer: VantageAnswer, target: string, served: CnameAnswer): VantageAnswer {
  const hops = served.hop === null ? answer.hops : [served.hop, ...answer.hops]
  const note = phaseNote(target, served)
  return { ...answer, hops, verdict: note === null ? answer.verdict : withNotes(answer.verdict, [note]) }
}

function phaseNote(target: string, { hop, reply, resolver }: CnameAnswer): VerdictNote | null {
  if (hop?.data === target) return null
  if (hop !== null) {
    return {
      code: 'NAME_NOT_SERVED',
      severity: 'warning',
      evidence: `${resolver} still answers ${hop.data} for the Service`,
    }
  }
  if (reply.kind === 'reply' && (reply.rcode === 0 || reply.rcode === 3)) {
    return { code: 'NAME_NOT_SERVED', severity: 'warning', evidence: `${resolver} has no CNAME for the Service yet` }
  }
  return {
    code: 'NAME_UNANSWERED',
    severity: 'info',
    evidence: `${resolver} did not answer for the Service's own name`,
  }
}
