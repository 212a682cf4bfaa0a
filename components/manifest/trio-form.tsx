'use client'

import { useId } from 'react'
import { Segments } from '@/components/ui/segments'
import { colours } from '@/lib/domain/group/colour'
import { type Trio, trioText } from '@/lib/domain/manifest/trio'
import { FormRow, fieldClass } from './form-row'

interface TrioFormProps {
  trio: Trio
  onText: (text: string) => void
}

/** The fields of a blue-green group that is to be made: one name, two targets, and which of them is live first. */
export function TrioForm({ trio, onText }: TrioFormProps) {
  const id = useId()
  const set = (change: Partial<Trio>) => onText(trioText({ ...trio, ...change }))
  const field = (label: string, value: string, onValue: (value: string) => void, placeholder?: string) => (
    <FormRow label={label} htmlFor={`${id}-${label}`}>
      <input
        id={`${id}-${label}`}
        value={value}
        placeholder={placeholder}
        maxLength={254}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={({ target }) => onValue(target.value)}
        className={`${fieldClass} mono`}
      />
    </FormRow>
  )
  const { port } = trio
  return (
    <>
      {field('Name', trio.name, (name) => set({ name }), 'the name that clients use')}
      {colours.map((colour) => (
        <div key={colour}>
          {field(colour === 'blue' ? 'Blue target' : 'Green target', trio.targets[colour], (target) =>
            set({ targets: { ...trio.targets, [colour]: target } }),
          )}
        </div>
      ))}
      <FormRow label="Live at first">
        <Segments
          label="Live at first"
          value={trio.live}
          options={colours.map((colour) => ({ value: colour, label: colour }))}
          onSelect={(live) => set({ live })}
        />
      </FormRow>
      <FormRow label="Port" htmlFor={`${id}-port`}>
        <input
          id={`${id}-port`}
          inputMode="numeric"
          value={port?.port ?? ''}
          maxLength={5}
          placeholder="none"
          autoComplete="off"
          onChange={({ target }) => {
            const number = Number(target.value)
            if (target.value === '') set({ port: null })
            else if (Number.isInteger(number) && number > 0)
              set({ port: { name: port?.name ?? 'https', port: number } })
          }}
          className={`${fieldClass} mono`}
        />
      </FormRow>
    </>
  )
}
