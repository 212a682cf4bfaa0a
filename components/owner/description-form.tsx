'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { FieldNote } from '@/components/change/field-note'
import { LineInput } from '@/components/change/line-input'
import { Button } from '@/components/ui/button'
import { summaryQuery } from '@/lib/client/queries'
import {
  type Description,
  type DescriptionField,
  descriptionFaults,
  descriptionKeys,
  noDescription,
} from './description'

interface DescriptionFormProps {
  /** What stands there now; nothing where there are several. */
  before?: Description
  onPlan: (description: Description) => void
}

const asked: readonly { field: DescriptionField; label: string; hint: string }[] = [
  { field: 'owner', label: 'Owner', hint: 'The team, or the address, that answers for it.' },
  { field: 'partOf', label: 'Part of', hint: 'The application that it belongs to.' },
  { field: 'environment', label: 'Environment', hint: 'Such as development, staging or production.' },
  { field: 'description', label: 'Description', hint: 'What it is for, in a sentence.' },
]

/** The fields for whose a Service is and what it is for; they are planned, not written. */
export function DescriptionForm({ before = noDescription, onPlan }: DescriptionFormProps) {
  const [draft, setDraft] = useState(before)
  const [isTried, setTried] = useState(false)
  const id = useId()
  const faults = isTried ? descriptionFaults(draft, before) : {}
  const submit = () => {
    setTried(true)
    if (Object.keys(descriptionFaults(draft, before)).length === 0) onPlan(draft)
  }
  return (
    <form
      noValidate
      className="grid max-w-[560px] gap-4 p-5 max-sm:p-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {asked.map(({ field, label, hint }) => (
        <div key={field} className="grid gap-1">
          <label htmlFor={`${id}-${field}`} className="flex flex-wrap items-baseline gap-x-2 font-medium">
            {label}
            <span className="mono-11 font-normal text-fg-3">{descriptionKeys[field].key}</span>
          </label>
          <LineInput
            id={`${id}-${field}`}
            value={draft[field]}
            onText={(text) => setDraft({ ...draft, [field]: text })}
            list={field === 'owner' || field === 'environment' ? `${id}-${field}-known` : undefined}
            autoComplete="off"
            aria-invalid={faults[field] !== undefined}
            aria-describedby={`${id}-${field}-about`}
            className="aria-invalid:border-critical"
          />
          <FieldNote id={`${id}-${field}-about`} complaint={faults[field] ?? null} hint={hint} />
        </div>
      ))}
      <Known id={`${id}-owner-known`} facet="owner" />
      <Known id={`${id}-environment-known`} facet="environment" />
      <p className="text-12 text-fg-3">
        {before === noDescription && 'What is left empty stays as it is. '}
        Nothing is written before you have seen the plan.
      </p>
      {faults.all && (
        <p role="alert" className="text-12 text-critical">
          {faults.all}
        </p>
      )}
      <div>
        <Button variant="ink" size="lg" type="submit">
          Plan the change
        </Button>
      </div>
    </form>
  )
}

const offered = 100

/** The values that occur already, to choose from. */
function Known({ id, facet }: { id: string; facet: 'owner' | 'environment' }) {
  const { data } = useQuery(summaryQuery())
  const values = Object.keys(data?.facets[facet] ?? {}).filter((value) => value !== 'none')
  return (
    <datalist id={id}>
      {values.slice(0, offered).map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}
