'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { podLookupQuerySchema } from '@/lib/contract/pod-lookup'

interface LookupFormProps {
  namespace: string
  /** Its own namespace and those that use it. */
  suggestions: readonly string[]
  isAsking: boolean
  onAsk: (namespace: string) => void
}

/** From which namespace the name is looked up. */
export function LookupForm({ namespace, suggestions, isAsking, onAsk }: LookupFormProps) {
  const [draft, setDraft] = useState(namespace)
  const [complaint, setComplaint] = useState<string | null>(null)
  const id = useId()
  const submit = () => {
    const parsed = podLookupQuerySchema.safeParse({ namespace: draft.trim() })
    setComplaint(parsed.success ? null : (parsed.error.issues[0]?.message ?? 'cannot be used'))
    if (parsed.success) onAsk(draft.trim())
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="mb-2 flex flex-wrap items-center gap-2"
    >
      <label htmlFor={`${id}-namespace`} className="text-fg-3">
        From namespace
      </label>
      <input
        id={`${id}-namespace`}
        type="text"
        list={`${id}-suggestions`}
        value={draft}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : `${id}-complaint`}
        onChange={(event) => setDraft(event.target.value)}
        className="mono h-7 w-44 rounded-6 border border-line-3 bg-canvas px-2 aria-invalid:border-critical max-sm:h-11 max-sm:flex-1"
      />
      <datalist id={`${id}-suggestions`}>
        {suggestions.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Button type="submit" variant="quiet" icon="ask" unavailable={isAsking} aria-busy={isAsking || undefined}>
        {isAsking ? 'Asking…' : 'Ask'}
      </Button>
      {complaint !== null && (
        <span id={`${id}-complaint`} role="alert" className="w-full text-12 text-critical">
          Namespace: {complaint}
        </span>
      )}
    </form>
  )
}
