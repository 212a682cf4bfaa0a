import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface SegmentsProps<Value extends string> {
  /** What is chosen here; the accessible name. */
  label: string
  value: Value
  options: readonly { value: Value; label: ReactNode }[]
  onSelect: (value: Value) => void
  className?: string
}

/** One of a few, side by side: a filter or a view of the same thing. */
export function Segments<Value extends string>({ label, value, options, onSelect, className }: SegmentsProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={label}
      className={clsx('flex h-7 w-fit shrink-0 rounded-6 border border-line-2 text-12 max-sm:h-9', className)}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onSelect(option.value)}
          className={clsx(
            'border-l border-line-2 px-2.5 whitespace-nowrap first:rounded-l-6 first:border-l-0 last:rounded-r-6',
            option.value === value ? 'bg-press font-medium text-fg' : 'text-fg-2 hover:bg-hover',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
