'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { FieldNote } from '@/components/change/field-note'
import { Button } from '@/components/ui/button'
import { ClientError } from '@/lib/client/client-error'
import { createNamespace, namespacesQuery } from '@/lib/client/manifest-queries'
import { checkDnsLabel, checkLabelValue } from '@/lib/domain/manifest/check-name'
import { fieldClass } from './form-row'

interface NamespaceFormProps {
  cluster: string
  onCreated: (name: string) => void
}

/** A new namespace with the labels that tell what it is for; it is created at once, with the viewer's own rights. */
export function NamespaceForm({ cluster, onCreated }: NamespaceFormProps) {
  const queryClient = useQueryClient()
  const id = useId()
  const [wanted, setWanted] = useState({ name: '', purpose: '', environment: '' })
  const [complaint, setComplaint] = useState<string | null>(null)
  const creation = useMutation({
    mutationFn: createNamespace,
    onSuccess: ({ name }) => {
      void queryClient.invalidateQueries({ queryKey: namespacesQuery(cluster).queryKey })
      onCreated(name)
    },
    onError: (error) => setComplaint(refusalOf(error)),
  })
  const submit = () => {
    const { name, purpose, environment } = wanted
    const why = [...checkDnsLabel(name), ...checkLabelValue(purpose), ...checkLabelValue(environment)][0] ?? null
    setComplaint(name === '' ? 'A namespace needs a name.' : why)
    if (why !== null) return
    const labels = { ...(purpose && { purpose }), ...(environment && { environment }) }
    creation.mutate({ cluster, name, labels })
  }
  const field = (key: keyof typeof wanted, label: string) => (
    <label className="grid gap-0.5 text-11 text-fg-3">
      {label}
      <input
        value={wanted[key]}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-describedby={id}
        onChange={({ target }) => setWanted({ ...wanted, [key]: target.value.trim() })}
        className={`${fieldClass} text-fg`}
      />
    </label>
  )
  return (
    <fieldset className="mt-1.5 grid gap-1.5 border-t border-line pt-1.5 pb-2">
      <legend className="sr-only">New namespace</legend>
      <div className="grid grid-cols-3 gap-2 max-sm:grid-cols-1">
        {field('name', 'Name of the namespace')}
        {field('purpose', 'Label purpose')}
        {field('environment', 'Label environment')}
      </div>
      <FieldNote
        id={id}
        complaint={complaint}
        hint="It is created at once; deleting it again deletes all that is in it."
      />
      <div>
        <Button onClick={submit} unavailable={creation.isPending} aria-busy={creation.isPending || undefined}>
          {creation.isPending ? 'Creating…' : 'Create namespace'}
        </Button>
      </div>
    </fieldset>
  )
}

function refusalOf(error: Error): string {
  const causes = error instanceof ClientError ? (error.problem?.causes ?? []) : []
  return causes.length === 0 ? error.message : causes.map(({ field, message }) => `${field}: ${message}`).join(' ')
}
