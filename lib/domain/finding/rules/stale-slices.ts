import type { Rule } from '../rule'

const shown = 5

/** The EndpointSlice controller passes over a Service of type ExternalName and deletes nothing of it. */
export const staleSlices: Rule = {
  code: 'STALE_SLICES',
  severity: 'warning',
  cause:
    'EndpointSlices of an earlier type of the Service are still there. They take traffic again as soon as it gets a cluster IP, and what reads slices by itself may follow them now.',
  fix: 'Delete them, unless the Service is about to go back to where they lead.',
  policy: { impossible: 'It depends on EndpointSlices.' },
  judge: ({ slices }) => {
    if (slices.length === 0) return null
    const more = slices.length > shown ? ` and ${slices.length - shown} more` : ''
    return { evidence: `Labelled as its slices: ${slices.slice(0, shown).join(', ')}${more}.` }
  },
}
