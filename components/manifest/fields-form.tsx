'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { CheckLine } from '@/components/change/check-section'
import { summaryQuery } from '@/lib/client/queries'
import { metadataPractice } from '@/lib/domain/manifest/metadata-practice'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { FieldChecks } from './field-checks'
import { FormRow } from './form-row'
import type { ManifestForm } from './manifest-form'
import { PortRows } from './port-rows'
import { carriedWords, PracticeLine } from './practice-line'
import { TargetFacts, type useTargetCheck } from './target-facts'
import { FieldInput, TextField } from './text-field'
import { type NamespacePractice, useNamespacePractice } from './use-namespace-practice'

/** What is so where the alias itself names none, mostly by its namespace. */
export interface Inherited {
  environment: string | null
  owner: string | null
}

interface FieldsFormProps {
  form: ManifestForm
  service: ServiceObject | null
  /** Where the alias is, or is to be. */
  home: { cluster: string; namespace: string }
  found: ReturnType<typeof useTargetCheck>
  /** The first row: where it is, or is to be. */
  place: ReactNode
  /** Below the name. */
  nameCheck?: ReactNode
  inherited: Inherited
}

/** The manifest as fields; each is a view of the text beside it. */
export function FieldsForm({ form, service, home, found, place, nameCheck, inherited }: FieldsFormProps) {
  const { data: summary } = useQuery(summaryQuery())
  const practice = useNamespacePractice(home)
  const owners = Object.keys(summary?.facets.owner ?? {}).filter((owner) => owner !== 'none')
  return (
    <section aria-label="Form" className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 px-5 py-4 max-sm:px-4">
      {form.isBroken && (
        <p role="status" className="text-warning">
          The YAML says no alias that can be read: the form shows what it said before, and waits.
        </p>
      )}
      {place}
      <TextField form={form} field="name" label="Name" isMono>
        {nameCheck}
      </TextField>
      <TextField form={form} field="target" label="Target" isMono placeholder="host.example.com">
        <TargetFacts found={found} />
      </TextField>
      <PortRows form={form} check={found.check} />
      <OwnerRow {...{ form, owners, practice }} inherited={inherited.owner} />
      <TextField form={form} field="description" label="Description" placeholder="What it is, in a line">
        <PracticeLine {...{ form, practice }} field="description" />
      </TextField>
      <TextField form={form} field="runbook" label="Runbook" placeholder="https:// link, so that on-call finds the way">
        <PracticeLine {...{ form, practice }} field="runbook" />
      </TextField>
      <TextField
        form={form}
        field="environment"
        label="Environment"
        placeholder={inherited.environment === null ? 'production' : `${inherited.environment}, without it`}
        options={['production', 'staging', 'development', 'test']}
      >
        <PracticeLine {...{ form, practice }} field="environment" />
      </TextField>
      <TextField form={form} field="component" label="Component" placeholder="database, cache, api">
        <PracticeLine {...{ form, practice }} field="component" />
      </TextField>
      <TextField form={form} field="partOf" label="Part of" placeholder="the system it belongs to">
        <PracticeLine {...{ form, practice }} field="partOf" />
      </TextField>
      <Practice service={service} practice={practice} />
    </section>
  )
}

interface OwnerRowProps {
  form: ManifestForm
  owners: readonly string[]
  inherited: string | null
  practice: NamespacePractice | null
}

function OwnerRow({ form, owners, inherited, practice }: OwnerRowProps) {
  const id = useId()
  const isNamed = form.valueOf('owner') !== ''
  return (
    <FormRow label="Owner">
      <div className="grid grid-cols-2 gap-2">
        <FieldInput id={id} name="Owner" form={form} field="owner" placeholder={inherited ?? 'team'} options={owners} />
        <FieldInput id={`${id}-chat`} name="Chat" form={form} field="chat" placeholder="#channel" />
      </div>
      <FieldChecks id={`${id}-about`} form={form} fields={['owner', 'chat']}>
        {!isNamed && (
          <CheckLine
            severity="info"
            says={inherited === null ? 'Nobody answers for it yet' : `Without one, ${inherited} answers for it`}
            evidence="a8r.io/owner"
          />
        )}
        <PracticeLine {...{ form, practice }} field="owner" />
        <PracticeLine {...{ form, practice }} field="chat" />
      </FieldChecks>
      <p id={`${id}-chat-about`} className="sr-only">
        Where on-call asks, written as a8r.io/chat
      </p>
    </FormRow>
  )
}

interface PracticeProps {
  service: ServiceObject | null
  practice: NamespacePractice | null
}

function Practice({ service, practice }: PracticeProps) {
  if (service === null) return null
  const items = metadataPractice(service)
  const missing = items.filter(({ isMet }) => !isMet)
  return (
    <details className="border-t border-line pt-2">
      <summary className="w-fit cursor-pointer text-fg-2 hover:text-fg max-sm:min-h-11">
        Metadata by good practice: {items.length - missing.length} of {items.length}
      </summary>
      <ul>
        {items.map(({ key, why, isMet }) => (
          <CheckLine
            key={key}
            severity={isMet ? 'ok' : 'info'}
            label={isMet ? 'there' : 'missing'}
            says={key}
            evidence={practice === null ? why : `${carriedWords(practice, key)}, ${why}`}
          />
        ))}
      </ul>
    </details>
  )
}
