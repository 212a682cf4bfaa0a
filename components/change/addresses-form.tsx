'use client'

import { useId, useState } from 'react'
import type { ChangeRequest } from '@/lib/client/commands'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeDraft } from './change-flow'
import { FieldNote } from './field-note'
import { PlanForm } from './plan-form'
import { PortFields } from './port-fields'
import { type PortText, portText } from './port-text'
import { type FormComplaint, readAddressesForm } from './read-addresses-form'

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
  const [complaint, setComplaint] = useState<FormComplaint | null>(
    refusal === null ? null : { at: 'addresses', text: refusal },
  )
  const id = useId()
  const submit = () => {
    const read = readAddressesForm(service, addresses, ports)
    setComplaint('complaint' in read ? read.complaint : null)
    if ('request' in read) onPlan(read.request)
  }
  const wrong = complaint?.at === 'addresses' ? complaint.text : null
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
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-about`}
        onChange={(event) => setAddresses(event.target.value)}
        className="mono rounded-6 border border-line-3 bg-canvas px-2.5 py-1.5 aria-invalid:border-critical"
      />
      <FieldNote
        id={`${id}-about`}
        complaint={wrong}
        hint="IPv4 or IPv6, one a line. Nothing is written before you have seen the plan."
      />
      <PortFields
        ports={ports}
        complaint={complaint}
        emptyNote={
          <p className="text-12 text-warning">Without a port the plan is blocked: clients find no port by SRV.</p>
        }
        onChange={setPorts}
      />
    </PlanForm>
  )
}
