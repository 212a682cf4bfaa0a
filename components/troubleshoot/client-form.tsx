'use client'

import { useId, useState } from 'react'
import { caseRequestSchema } from '@/lib/contract/troubleshoot'
import { readLabels } from './read-labels'

interface ClientFormProps {
  namespace: string
  labels: string
  onChange: (namespace: string, labels: string) => void
}

const field =
  'mono h-7 rounded-6 border border-line-3 bg-canvas px-2 aria-invalid:border-critical max-sm:h-11 max-sm:flex-1'

/** Whose lookups and connections are meant: the namespace of the client, and its labels where policies tell its pods apart. */
export function ClientForm({ namespace, labels, onChange }: ClientFormProps) {
  const [draft, setDraft] = useState({ namespace, labels })
  const [complaint, setComplaint] = useState<string | null>(null)
  const id = useId()
  // Another link may name another client; what is being typed in the other field stays.
  const [seen, setSeen] = useState({ namespace, labels })
  if (seen.namespace !== namespace || seen.labels !== labels) {
    setSeen({ namespace, labels })
    setDraft({
      namespace: seen.namespace === namespace ? draft.namespace : namespace,
      labels: seen.labels === labels ? draft.labels : labels,
    })
  }
  const submit = () => {
    const why = complaintOf(draft.namespace.trim(), draft.labels.trim())
    setComplaint(why)
    if (why === null && (draft.namespace.trim() !== namespace || draft.labels.trim() !== labels)) {
      onChange(draft.namespace.trim(), draft.labels.trim())
    }
  }
  const described = complaint === null ? undefined : `${id}-complaint`
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="flex flex-wrap items-center gap-1.5 text-12 max-sm:w-full"
    >
      <label htmlFor={`${id}-namespace`} className="text-fg-3">
        Client in
      </label>
      <input
        id={`${id}-namespace`}
        type="text"
        value={draft.namespace}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-invalid={complaint !== null}
        aria-describedby={described}
        onBlur={submit}
        onChange={(event) => setDraft({ ...draft, namespace: event.target.value })}
        className={`${field} w-32`}
      />
      <input
        type="text"
        value={draft.labels}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-label="Labels of the client's pods"
        aria-describedby={described}
        placeholder="app=web"
        onBlur={submit}
        onChange={(event) => setDraft({ ...draft, labels: event.target.value })}
        className={`${field} w-36`}
      />
      <button type="submit" className="sr-only focus:not-sr-only">
        Use this client
      </button>
      {complaint !== null && (
        <span id={`${id}-complaint`} role="alert" className="w-full text-critical">
          {complaint}
        </span>
      )}
    </form>
  )
}

function complaintOf(namespace: string, labels: string): string | null {
  const clientLabels = readLabels(labels)
  if (labels !== '' && clientLabels === null) return 'Labels: key=value, separated by commas'
  const request = { symptom: 'resolution-fails', clientNamespace: namespace, ...(clientLabels && { clientLabels }) }
  const parsed = caseRequestSchema.safeParse(request)
  if (parsed.success) return null
  const issue = parsed.error.issues[0]
  const where = issue?.path[0] === 'clientNamespace' ? 'Namespace' : 'Labels'
  return `${where}: ${issue?.message ?? 'cannot be used'}`
}
