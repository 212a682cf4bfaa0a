'use client'

import { useId, useState } from 'react'
import { changeRequestSchema } from '@/lib/contract/change-request'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { FieldNote } from './field-note'
import { PlanForm } from './plan-form'

interface TargetFormProps {
  service: ServiceRef
  /** Where it leads now. */
  current: string
  /** What stands in the field at first. */
  draft: string
  /** Why the last try was refused. */
  refusal: string | null
  onPlan: (target: string) => void
}

/** The field for a new target; it is planned, not written. */
export function TargetForm({ service, current, draft: first, refusal, onPlan }: TargetFormProps) {
  const [draft, setDraft] = useState(first)
  const [complaint, setComplaint] = useState(refusal)
  const id = useId()
  const submit = () => {
    const trimmed = draft.trim()
    const why = complaintOf(service, trimmed)
    setComplaint(why)
    if (why === null) onPlan(trimmed)
  }
  return (
    <PlanForm current={current} onSubmit={submit}>
      <label htmlFor={id} className="font-medium">
        New target
      </label>
      <input
        id={id}
        type="text"
        value={draft}
        maxLength={254}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-invalid={complaint !== null}
        aria-describedby={`${id}-about`}
        onChange={(event) => setDraft(event.target.value)}
        className="mono h-8 rounded-6 border border-line-3 bg-canvas px-2.5 aria-invalid:border-critical max-sm:h-11"
      />
      <FieldNote
        id={`${id}-about`}
        complaint={complaint}
        hint="A DNS name. Nothing is written before you have seen the plan."
      />
    </PlanForm>
  )
}

function complaintOf(service: ServiceRef, target: string): string | null {
  const parsed = changeRequestSchema.safeParse({ kind: 'retarget', service, target })
  if (!parsed.success) return `The target ${parsed.error.issues[0]?.message ?? 'is not valid'}.`
  const name = checkHostName(target)
  if (name.kind === 'invalid') return `The target is not a DNS name: ${name.why}.`
  return null
}
