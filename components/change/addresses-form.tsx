'use client'

import { useId, useState } from 'react'
import type { ChangeRequest } from '@/lib/client/commands'
import { changeRequestSchema } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeDraft } from './change-flow'
import { FieldNote } from './field-note'
import { PlanForm } from './plan-form'
import { PortFields, type PortText, portText, readPort } from './port-fields'

interface AddressesFormProps {
  service: ServiceRef
  /** Where it leads now. */
  current: string
  draft: Extract<ChangeDraft, { kind: 'to-headless' }>
  /** Why the last try was refused. */
  refusal: string | null
  onPlan: (request: ChangeRequest) => void
}

/** The fields for a headless Service that stands for addresses; it is planned, not written. */
export function AddressesForm({ service, current, draft, refusal, onPlan }: AddressesFormProps) {
  const [addresses, setAddresses] = useState(draft.addresses.join('\n'))
  const [ports, setPorts] = useState<readonly PortText[]>(draft.ports.map(portText))
  const [complaint, setComplaint] = useState(refusal)
  const id = useId()
  const submit = () => {
    const read = readRequest(service, addresses, ports)
    if (typeof read === 'string') return setComplaint(read)
    setComplaint(null)
    onPlan(read)
  }
  return (
    <PlanForm current={current} onSubmit={submit}>
      <label htmlFor={id} className="font-medium">
        Addresses
      </label>
      <textarea
        id={id}
        value={addresses}
        rows={3}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-invalid={complaint !== null}
        aria-describedby={`${id}-about`}
        onChange={(event) => setAddresses(event.target.value)}
        className="mono rounded-6 border border-line-3 bg-canvas px-2.5 py-1.5 aria-invalid:border-critical"
      />
      <FieldNote
        id={`${id}-about`}
        complaint={complaint}
        hint="IPv4 or IPv6, one a line. Nothing is written before you have seen the plan."
      />
      <PortFields ports={ports} onChange={setPorts} />
    </PlanForm>
  )
}

/** The request that the fields say, or what is wrong with them. */
function readRequest(service: ServiceRef, text: string, fields: readonly PortText[]): ChangeRequest | string {
  const addresses = text.split(/[\s,]+/).filter((address) => address !== '')
  if (addresses.length === 0) return 'Name at least one address.'
  const ports = fields.map(readPort)
  const parsed = changeRequestSchema.safeParse({ kind: 'to-headless', service, addresses, ports })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return `${issue?.path.join('.') ?? 'The request'}: ${issue?.message ?? 'is not valid'}.`
  }
  try {
    validateAddresses(addresses)
  } catch (error) {
    const [cause] = error instanceof AppError ? error.causes : []
    return cause ? `${cause.field}: ${cause.message}.` : 'Not all of these are addresses.'
  }
  return parsed.data
}
