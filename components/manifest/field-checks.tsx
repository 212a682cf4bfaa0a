import type { ReactNode } from 'react'
import { CheckLine } from '@/components/change/check-section'
import type { FormField } from '@/lib/domain/manifest/manifest-form'
import type { ManifestForm } from './manifest-form'

interface FieldChecksProps {
  /** What the fields refer to by `aria-describedby`; without it they are lines of a list that has one. */
  id?: string
  form: ManifestForm
  fields: readonly (FormField | 'ports')[]
  /** Further lines, such as what was found out. */
  children?: ReactNode
}

/** What is to be said of fields, right below them. */
export function FieldChecks({ id, form, fields, children }: FieldChecksProps) {
  const said = fields.flatMap((field) => [...form.complaintsOf(field), ...form.warningsOf(field)])
  const lines = (
    <>
      {said.map(({ severity, says, evidence }) => (
        <CheckLine key={`${evidence} ${says}`} severity={severity} says={says} evidence={evidence} />
      ))}
      {children}
    </>
  )
  if (id === undefined) return lines
  return (
    <ul id={id} className="mt-1 empty:hidden">
      {lines}
    </ul>
  )
}
