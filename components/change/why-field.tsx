import { useId } from 'react'
import type { Consent } from './change-flow'
import { LineInput } from './line-input'

interface WhyFieldProps {
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
  isLocked: boolean
}

/** Why the change is made, in the words of who makes it; never asked for, always kept. */
export function WhyField({ consent, onAccept, isLocked }: WhyFieldProps) {
  const id = useId()
  return (
    <div className="grid gap-1 text-12">
      <label htmlFor={id} className="text-fg-2">
        Why (kept in the record)
      </label>
      <LineInput id={id} value={consent.reason} disabled={isLocked} onText={(reason) => onAccept({ reason })} />
    </div>
  )
}
