'use client'

import { useId } from 'react'
import { FormRow, fieldClass } from '@/components/manifest/form-row'

const choices = [
  { minutes: 0, words: 'no wait' },
  { minutes: 60, words: '1 hour' },
  { minutes: 480, words: '8 hours' },
  { minutes: 1440, words: '1 day' },
  { minutes: 4320, words: '3 days' },
  { minutes: 10_080, words: '1 week' },
  { minutes: 20_160, words: '2 weeks' },
]

/** How long the last change is watched over before the migration may be closed. */
export function SoakChoice({ minutes, onSelect }: { minutes: number; onSelect: (minutes: number) => void }) {
  const id = useId()
  return (
    <FormRow label="Soak" htmlFor={id}>
      <select
        id={id}
        value={minutes}
        aria-describedby={`${id}-about`}
        onChange={(event) => onSelect(Number(event.target.value))}
        className={`${fieldClass} max-w-40`}
      >
        {choices.map((choice) => (
          <option key={choice.minutes} value={choice.minutes}>
            {choice.words}
          </option>
        ))}
      </select>
      <p id={`${id}-about`} className="mt-1 text-12 text-fg-3">
        How long the last change stands before the migration may be finished; an undo is possible throughout.
      </p>
    </FormRow>
  )
}
