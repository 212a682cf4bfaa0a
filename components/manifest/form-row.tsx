import type { ReactNode } from 'react'

interface FormRowProps {
  label: string
  /** The field that the label is of; without one it is a legend of several. */
  htmlFor?: string
  children: ReactNode
}

/** A label at the left, its fields and what is to be said of them at the right. */
export function FormRow({ label, htmlFor, children }: FormRowProps) {
  const className = 'pt-1 text-fg-2 max-sm:pt-0 max-sm:pb-1'
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] max-sm:grid-cols-[minmax(0,1fr)]">
      {htmlFor === undefined ? (
        <span className={className}>{label}</span>
      ) : (
        <label htmlFor={htmlFor} className={className}>
          {label}
        </label>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  )
}

/** The look of a field of the form. */
export const fieldClass =
  'h-7 w-full min-w-0 rounded-6 border border-line-3 bg-canvas px-2.5 aria-invalid:border-critical disabled:bg-sunken max-sm:h-11 [&[readonly]]:border-line-2 [&[readonly]]:bg-sunken'
