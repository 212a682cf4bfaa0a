'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import { applyChange } from '@/lib/client/apply-change'
import { decideChange } from '@/lib/client/commands'
import { type ChangeView, decisionSchema } from '@/lib/contract/changes'
import { LineInput } from './line-input'

/** Keeps a change that could not be proven, or failed its proof, as it is; why goes into the record. */
export function KeepForm({ change }: { change: ChangeView }) {
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const id = useId()
  const decision = decisionSchema.safeParse({ decision: 'keep', reason })
  const keep = useMutation({
    mutationFn: decideChange,
    onSuccess: (kept) => applyChange(queryClient, kept),
  })
  if (!isOpen) {
    return (
      <p className="flex flex-wrap items-center gap-2.5">
        <Button onClick={() => setOpen(true)}>Keep…</Button>
        <span className="text-12 text-fg-3">Nobody proved it: undo it, or say why it stays.</span>
      </p>
    )
  }
  return (
    <form
      noValidate
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (decision.success && !keep.isPending) keep.mutate({ change, decision: decision.data })
      }}
    >
      <label htmlFor={id} className="font-medium">
        Why it stays
      </label>
      <LineInput
        id={id}
        // It opens where the button was pressed.
        autoFocus
        value={reason}
        aria-describedby={`${id}-about`}
        onText={setReason}
      />
      <p
        id={`${id}-about`}
        role={keep.error ? 'alert' : undefined}
        className={keep.error ? 'text-12 text-critical' : 'text-12 text-fg-3'}
      >
        {keep.error ? visibleText(keep.error.message) : 'At least 10 characters, kept in the record.'}
      </p>
      <div className="flex gap-2">
        <Button type="submit" unavailable={!decision.success || keep.isPending}>
          Keep it
        </Button>
        <Button variant="quiet" onClick={() => setOpen(false)}>
          Not yet
        </Button>
      </div>
    </form>
  )
}
