import { withoutSense, withToggled, withTurned } from './filter-values'

interface Sense<Field> {
  field: Field
  isNot: boolean
}

/** What a reader does to the filters of a list, each of them a change of one field's values. */
export function filterEdits<Field extends string>(
  setField: (field: Field, next: (values: readonly string[]) => readonly string[]) => void,
) {
  return {
    toggle: (field: Field, value: string) => setField(field, (texts) => withToggled(texts, value)),
    drop: ({ field, isNot }: Sense<Field>) => setField(field, (texts) => withoutSense(texts, isNot)),
    turn: ({ field, isNot }: Sense<Field>) => setField(field, (texts) => withTurned(texts, isNot)),
  }
}
