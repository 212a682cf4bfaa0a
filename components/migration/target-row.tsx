'use client'

import { useId } from 'react'
import { FormRow, fieldClass } from '@/components/manifest/form-row'
import { TargetFacts, useTargetCheck } from '@/components/manifest/target-facts'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

interface TargetRowProps {
  service: ServiceRef
  value: string
  onText: (target: string) => void
}

/** The field for the new target, with what is known of it once typing rests. */
export function TargetRow({ service, value, onText }: TargetRowProps) {
  const id = useId()
  const found = useTargetCheck({ ...service, target: value.trim() })
  return (
    <FormRow label="New target" htmlFor={id}>
      <input
        id={id}
        type="text"
        value={value}
        maxLength={254}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        placeholder="orders.db.example.net"
        aria-describedby={`${id}-about`}
        onChange={(event) => onText(event.target.value)}
        className={`${fieldClass} mono`}
      />
      <ul id={`${id}-about`} className="mt-1 empty:hidden">
        {value.trim() !== '' && <TargetFacts found={found} />}
      </ul>
    </FormRow>
  )
}
