import type { CaseView } from '@/lib/contract/troubleshoot'

/** What a case came to, in the words of a badge. */
export function stateWords({ certainty, side, severity }: CaseView): string {
  if (certainty === 'none' && severity === 'warning') return 'Something else is wrong'
  if (certainty === 'none') return severity === 'ok' ? 'Nothing found' : 'Undecided'
  const found = certainty === 'found' ? 'Cause found' : 'Possible cause'
  return side === 'unknown' ? found : `${found}, ${side === 'ours' ? 'our side' : 'the target’s side'}`
}

/** Whose side a cause is on, as a sentence; null where nothing was found. */
export function sideWords({ certainty, side }: CaseView): string | null {
  if (certainty === 'none') return null
  if (side === 'unknown') return 'Whose side is undecided.'
  if (side === 'ours') return certainty === 'found' ? 'Our side, not the provider’s.' : 'Probably our side.'
  return certainty === 'found' ? 'The target’s side, not ours.' : 'Probably the target’s side.'
}
