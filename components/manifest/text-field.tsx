'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import type { FormField } from '@/lib/domain/manifest/manifest-form'
import { FieldChecks } from './field-checks'
import { FormRow, fieldClass } from './form-row'
import type { ManifestForm } from './manifest-form'

interface TextFieldProps {
  form: ManifestForm
  field: FormField
  label: string
  placeholder?: string
  /** For what a machine reads back. */
  isMono?: boolean
  /** Values that others have. */
  options?: readonly string[]
  children?: ReactNode
}

/** One field of the manifest with what is to be said of it. */
export function TextField({ form, field, label, children, ...input }: TextFieldProps) {
  const id = useId()
  return (
    <FormRow label={label} htmlFor={id}>
      <FieldInput form={form} field={field} id={id} {...input} />
      <FieldChecks id={`${id}-about`} form={form} fields={[field]}>
        {children}
      </FieldChecks>
    </FormRow>
  )
}

interface FieldInputProps extends Omit<TextFieldProps, 'label' | 'children'> {
  id: string
  /** Where no label stands beside it. */
  name?: string
}

export function FieldInput({ form, field, id, name, placeholder, isMono = false, options }: FieldInputProps) {
  return (
    <>
      <input
        id={id}
        type="text"
        value={form.valueOf(field)}
        readOnly={form.isBroken}
        aria-label={name}
        aria-invalid={form.complaintsOf(field).some(({ severity }) => severity === 'critical')}
        aria-describedby={`${id}-about`}
        placeholder={placeholder}
        list={options && `${id}-options`}
        maxLength={field === 'description' ? 2048 : 317}
        spellCheck={field === 'description'}
        autoComplete="off"
        autoCapitalize="none"
        onChange={({ target }) => form.set(field, target.value)}
        className={clsx(fieldClass, isMono && 'mono')}
      />
      {options && (
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  )
}
