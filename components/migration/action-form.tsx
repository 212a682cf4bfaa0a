'use client'

import { type ReactNode, useId, useState } from 'react'
import { LineInput } from '@/components/change/line-input'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'

interface ActionFormProps {
  label: string
  hint: string
  verb: string
  /** Whether it may be left empty. */
  isOptional?: boolean
  placeholder?: string
  isPending: boolean
  error: Error | null
  onSubmit: (text: string) => void
  onCancel: () => void
  /** What else is to be chosen. */
  children?: ReactNode
}

/** One line of a person's own words that goes into the record, and the verb that puts it there. */
export function ActionForm(props: ActionFormProps) {
  const { label, hint, verb, isOptional = false, placeholder, isPending, error, onSubmit, onCancel, children } = props
  const [text, setText] = useState('')
  const id = useId()
  const isReady = (isOptional || text.trim() !== '') && !isPending
  return (
    <form
      noValidate
      aria-label={label}
      className="grid max-w-[620px] gap-1.5 py-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onSubmit(text.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <label htmlFor={id} className="text-12 font-medium">
        {label}
      </label>
      <LineInput
        id={id}
        // It opens where the button was pressed.
        autoFocus
        value={text}
        placeholder={placeholder}
        aria-describedby={`${id}-about`}
        onText={(next) => setText(next.slice(0, 500))}
      />
      {children}
      <p
        id={`${id}-about`}
        role={error ? 'alert' : undefined}
        className={error ? 'text-12 wrap-anywhere text-critical' : 'text-12 text-fg-3'}
      >
        {error ? visibleText(error.message) : hint}
      </p>
      <div className="flex gap-2">
        <Button type="submit" variant="ink" unavailable={!isReady}>
          {verb}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Not yet
        </Button>
      </div>
    </form>
  )
}
