'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { portProtocols } from '@/lib/domain/change/change-request'
import type { PortText } from './port-text'
import type { FormComplaint, PortMember } from './read-addresses-form'

const most = 32

interface PortFieldsProps {
  ports: readonly PortText[]
  /** What is wrong with one of them; null while nothing is. */
  complaint: FormComplaint | null
  /** What is so while there is none. */
  emptyNote: ReactNode
  isLocked?: boolean
  /** Where a label stands beside them, the legend is for the ear alone. */
  isLegendHidden?: boolean
  onChange: (ports: readonly PortText[]) => void
}

/** The ports of a Service, one row each; an empty target port is the port itself. */
export function PortFields(props: PortFieldsProps) {
  const { ports, complaint, emptyNote, isLocked = false, isLegendHidden = false, onChange } = props
  const add = useRef<HTMLButtonElement>(null)
  const fresh = useRef<number | null>(null)
  const set = (key: number, change: Partial<PortText>) =>
    onChange(ports.map((port) => (port.key === key ? { ...port, ...change } : port)))
  const nextKey = Math.max(0, ...ports.map(({ key }) => key)) + 1
  return (
    <fieldset disabled={isLocked} className={clsx('grid min-w-0 gap-1.5', isLegendHidden || 'mt-3')}>
      <legend className={isLegendHidden ? 'sr-only' : 'mb-1.5 font-medium'}>Ports</legend>
      {ports.map((port, index) => (
        <PortRow
          key={port.key}
          port={port}
          which={index + 1}
          complaint={typeof complaint?.at === 'object' && complaint.at.key === port.key ? complaint.at.member : null}
          why={complaint?.text ?? ''}
          onName={(input) => {
            if (fresh.current !== port.key) return
            fresh.current = null
            input?.focus()
          }}
          onChange={(change) => set(port.key, change)}
          onRemove={() => {
            onChange(ports.filter(({ key }) => key !== port.key))
            add.current?.focus()
          }}
        />
      ))}
      {ports.length === 0 && emptyNote}
      <div>
        <Button
          ref={add}
          unavailable={ports.length >= most}
          onClick={() => {
            fresh.current = nextKey
            onChange([...ports, { key: nextKey, name: '', port: '', protocol: 'TCP', targetPort: '' }])
          }}
        >
          Add a port
        </Button>
      </div>
    </fieldset>
  )
}

interface PortRowProps {
  port: PortText
  which: number
  /** Which of its fields is wrong, and why. */
  complaint: PortMember | null
  why: string
  /** Gets the field of the name once it is there. */
  onName: (input: HTMLInputElement | null) => void
  onChange: (change: Partial<PortText>) => void
  onRemove: () => void
}

function PortRow({ port, which, complaint, why, onName, onChange, onRemove }: PortRowProps) {
  const id = useId()
  const field = (member: PortMember, label: string, name: string, placeholder?: string) => (
    <label className={labelled}>
      {label}
      <input
        ref={member === 'name' ? onName : undefined}
        type="text"
        aria-invalid={complaint === member}
        aria-describedby={complaint === member ? id : undefined}
        inputMode={member === 'name' ? undefined : 'numeric'}
        aria-label={name}
        placeholder={placeholder}
        value={port[member]}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => onChange({ [member]: event.target.value })}
        className={control}
      />
    </label>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_84px_minmax(0,1fr)_auto] items-end gap-1.5 max-sm:grid-cols-2">
      {field('name', 'Name', `Name of port ${which}`)}
      {field('port', 'Port', `Port ${which}`)}
      <label className={labelled}>
        Protocol
        <select
          aria-label={`Protocol of port ${which}`}
          value={port.protocol}
          onChange={(event) =>
            onChange({ protocol: portProtocols.find((each) => each === event.target.value) ?? 'TCP' })
          }
          className={control}
        >
          {portProtocols.map((protocol) => (
            <option key={protocol}>{protocol}</option>
          ))}
        </select>
      </label>
      {field('targetPort', 'Target port', `Target port ${which}`, 'same')}
      <Button
        variant="quiet"
        aria-label={`Remove port ${which}`}
        onClick={onRemove}
        className="max-sm:-ml-3 max-sm:justify-self-start"
      >
        Remove
      </Button>
      {complaint !== null && (
        <p id={id} role="alert" className="col-span-full text-12 text-critical">
          {why}
        </p>
      )}
    </div>
  )
}

const labelled = 'grid gap-0.5 text-11 text-fg-3'
const control =
  'mono h-8 text-fg w-full min-w-0 rounded-6 border border-line-3 bg-canvas px-2.5 aria-invalid:border-critical disabled:border-line-2 disabled:bg-sunken max-sm:h-11'
