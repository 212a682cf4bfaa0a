'use client'

import { useId } from 'react'
import { FieldNote } from '@/components/change/field-note'
import { PortFields } from '@/components/change/port-fields'
import type { FormComplaint } from '@/components/change/read-addresses-form'
import { FormRow } from '@/components/manifest/form-row'
import type { SpecDraft } from './spec-draft'

interface AddressFieldsProps {
  draft: SpecDraft
  complaint: FormComplaint | null
  onChange: (change: Partial<SpecDraft>) => void
}

/** The addresses and ports that a headless Service is to stand for. */
export function AddressFields({ draft, complaint, onChange }: AddressFieldsProps) {
  const id = useId()
  const wrong = complaint?.at === 'addresses' ? complaint.text : null
  return (
    <>
      <FormRow label="Addresses" htmlFor={id}>
        <textarea
          id={id}
          value={draft.addresses}
          rows={3}
          maxLength={2000}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange({ addresses: event.target.value })}
          className="mono w-full rounded-6 border border-line-3 bg-canvas px-2.5 py-1.5 aria-invalid:border-critical"
        />
        <FieldNote id={`${id}-about`} complaint={wrong} hint="IPv4 or IPv6, one a line." />
      </FormRow>
      <FormRow label="Ports">
        <PortFields
          ports={draft.ports}
          complaint={complaint}
          isLegendHidden
          emptyNote={<p className="pt-1 text-12 text-warning">Name at least one port.</p>}
          onChange={(ports) => onChange({ ports })}
        />
      </FormRow>
    </>
  )
}
