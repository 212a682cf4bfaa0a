import type { ReactNode } from 'react'
import { Icon } from './icon'

interface FilterTokenProps {
  field: string
  /** How the filter reads between field and values, for who cannot see it. */
  verb?: string
  /** The same as it is shown: a word, or the control that turns it. */
  operator: ReactNode
  said: string
  onRemove: () => void
}

/** A filter that is set: field, operator, values in accent, and its way out. */
export function FilterToken({ field, verb = 'is', operator, said, onRemove }: FilterTokenProps) {
  return (
    <span className="flex h-7 max-w-80 shrink-0 items-center rounded-6 border border-accent-line bg-accent-bg text-12 whitespace-nowrap max-sm:h-9">
      <span className="pr-[3px] pl-[7px] text-fg-2">{field}</span>
      {operator}
      <bdi className="min-w-0 truncate px-[5px] pr-[7px] font-medium text-accent" title={said}>
        {said}
      </bdi>
      <button
        type="button"
        aria-label={`Remove filter ${field} ${verb} ${said}`}
        onClick={onRemove}
        className="relative grid h-full w-6 shrink-0 place-items-center rounded-r-6 border-l border-accent-line text-accent hover:bg-selected max-sm:w-9 max-sm:after:absolute max-sm:after:-inset-[5px]"
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}

interface TurnOperatorProps {
  field: string
  isNot: boolean
  said: string
  onTurn: () => void
}

/** The operator of a filter token, which turns "is" into "is not" and back. */
export function TurnOperator({ field, isNot, said, onTurn }: TurnOperatorProps) {
  const [verb, other] = isNot ? ['is not', 'is'] : ['is', 'is not']
  return (
    <button
      type="button"
      title={`Change to ${other}`}
      aria-label={`${field} ${verb} ${said}: change to ${other}`}
      onClick={onTurn}
      className="rounded-3 px-0.5 text-fg-3 hover:text-fg hover:underline"
    >
      {verb}
    </button>
  )
}
