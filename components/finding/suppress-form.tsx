'use client'

import { useId, useState } from 'react'
import { LineInput } from '@/components/change/line-input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { isDay } from '@/lib/domain/finding/suppression'

interface SuppressFormProps {
  name: string
  code: string
  onClose: () => void
  onSubmit: (until: string, reason: string) => void
}

const dayMs = 86_400_000
const usualDays = 90

/** Asks until when a finding is accepted, and why; both have to be said. */
export function SuppressForm({ name, code, onClose, onSubmit }: SuppressFormProps) {
  const id = useId()
  const [today] = useState(() => dayOf(0))
  const [until, setUntil] = useState(() => dayOf(usualDays))
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const dayFault = isDay(until) && until >= today ? null : 'Choose a day from today on.'
  const reasonFault = reason.trim() === '' ? 'Say why, for whoever comes across it.' : null
  const submit = () => {
    setTried(true)
    if (dayFault === null && reasonFault === null) onSubmit(until, reason)
  }
  return (
    <Dialog open onOpenChange={onClose} title={`Accept “${findingWords(code)}” of ${name}`}>
      <form
        className="grid gap-3 px-5 py-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <label className="grid gap-1 text-12 text-fg-2" htmlFor={`${id}-until`}>
          Until the end of (UTC)
          <input
            id={`${id}-until`}
            type="date"
            value={until}
            min={today}
            onChange={(event) => setUntil(event.target.value)}
            aria-describedby={isTried && dayFault ? `${id}-day` : undefined}
            className="h-7 w-full rounded-6 border border-line-3 bg-canvas px-2 text-13 text-fg max-sm:h-11"
          />
        </label>
        <Fault id={`${id}-day`}>{isTried ? dayFault : null}</Fault>
        <label className="grid gap-1 text-12 text-fg-2" htmlFor={`${id}-reason`}>
          Reason
          <LineInput
            id={`${id}-reason`}
            value={reason}
            onText={setReason}
            aria-describedby={isTried && reasonFault ? `${id}-why` : undefined}
          />
        </label>
        <Fault id={`${id}-why`}>{isTried ? reasonFault : null}</Fault>
        <p className="text-12 text-fg-3">
          It is written to the Service as an annotation; after that day the finding comes back.
        </p>
        <span className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="ink">
            Look at the change
          </Button>
        </span>
      </form>
    </Dialog>
  )
}

function Fault({ id, children }: { id: string; children: string | null }) {
  if (children === null) return null
  return (
    <p id={id} role="alert" className="-mt-2 text-12 text-critical">
      {children}
    </p>
  )
}

function dayOf(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)
}
