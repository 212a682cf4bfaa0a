import { withoutSense, withToggled, withTurned } from './filter-values'

interface Sense<Field> {
  field: Field
  isNot: boolean
}

/** What a reader does to the filters of a list. */
export interface FilterEdits<Field> {
  /** Adds a value to a filter, or takes it away, in whichever sense it is there. */
  toggle(field: Field, value: string): void
  /** Takes one token away. */
  drop(token: Sense<Field>): void
  /** Turns "is" into "is not" and back. */
  turn(token: Sense<Field>): void
}

type Values<Field extends string> = { readonly [Each in Field]: readonly string[] }

/** Edits of filters that are the URL: each gives one field other values, and takes it away with its last one. */
export function filterEdits<Field extends string>(
  setParams: (edit: (current: Values<Field>) => Record<string, string[] | null>) => unknown,
): FilterEdits<Field> {
  const setField = (field: Field, next: (values: readonly string[]) => readonly string[]) =>
    void setParams((current) => {
      const values = [...new Set(next(current[field]))]
      return { [field]: values.length === 0 ? null : values }
    })
  return {
    toggle: (field, value) => setField(field, (texts) => withToggled(texts, value)),
    drop: ({ field, isNot }) => setField(field, (texts) => withoutSense(texts, isNot)),
    turn: ({ field, isNot }) => setField(field, (texts) => withTurned(texts, isNot)),
  }
}

/** No value for any of these fields, as the URL is told. */
export function noValues(fields: readonly string[]): Record<string, null> {
  return Object.fromEntries(fields.map((field) => [field, null]))
}
