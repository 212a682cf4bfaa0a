import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Answer } from './change-evidence'
import type { FenceEvidence } from './fence-evidence'

export const fenceAnnotation = 'signpost/fenced'

const code = 'old-side-fenced'
const validMs = 24 * 60 * 60_000
const skewMs = 5 * 60_000

/**
 * Whether somebody attests that the side a switch leaves takes no more writes, where it keeps state: two databases that both take writes grow
 * apart. The attestation is annotation `signpost/fenced` on that side's Service, an RFC 3339 time and words, and holds for 24 hours.
 */
export function checkFence({ name, annotation, useCase }: FenceEvidence, nowMs: number): Answer[] {
  if (useCase?.useCase !== 'managed-database') return []
  const attested = readAttestation(annotation)
  if (attested !== null && nowMs - attested.atMs < validMs && attested.atMs - nowMs < skewMs) {
    const evidence = `${fenceAnnotation} on ${name}: ${attested.text}`
    return [{ code, state: 'pass', title: 'The old side is attested to take no more writes', evidence }]
  }
  const missing =
    annotation === undefined
      ? `${name} has no annotation ${fenceAnnotation}`
      : attested === null
        ? `${fenceAnnotation} on ${name} does not begin with a time: ${plainText(annotation, 100)}`
        : `${fenceAnnotation} on ${name} is of ${new Date(attested.atMs).toISOString()}, and holds for 24 hours`
  const title = 'The old side may still take writes'
  return [{ code, state: 'block', title, evidence: `${useCase.because} ${missing}.` }]
}

function readAttestation(annotation: string | undefined): { atMs: number; text: string } | null {
  const text = annotation?.trim() ?? ''
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)(?=\s|$)/.exec(text)?.[0]
  const atMs = time === undefined ? Number.NaN : Date.parse(time)
  return Number.isFinite(atMs) ? { atMs, text: plainText(text, 300) } : null
}
