import { createParser, parseAsNativeArrayOf } from 'nuqs/server'
import { readFilterValue, writeFilterValue } from '@/lib/contract/filter-value'
import { severityFilterSchema } from '@/lib/contract/services'

/** As many values of one filter, of so many characters, as the API takes. */
export const maximumFilterValues = 50
export const maximumFilterLength = 253

/** A filter in the URL; what is not valid is left out. */
export const parseAsFilter = parseAsNativeArrayOf(
  createParser({
    parse: (value) => (value.length > 0 && value.length <= maximumFilterLength ? value : null),
    serialize: String,
  }),
)

export const parseAsSeverities = parseAsNativeArrayOf(
  createParser({
    parse: (value) => severityFilterSchema.safeParse(value).data ?? null,
    serialize: String,
  }),
)

/** The values of a filter by sense: those that are wanted, then those that are not; a sense without values is left out. */
export function senses(texts: readonly string[]): { isNot: boolean; values: string[] }[] {
  const values = texts.map(readFilterValue)
  return [false, true].flatMap((isNot) => {
    const own = values.filter((value) => value.isNot === isNot).map(({ value }) => value)
    return own.length === 0 ? [] : [{ isNot, values: own }]
  })
}

/** With a value more, or without it, in whichever sense it is there. */
export function withToggled(texts: readonly string[], value: string): readonly string[] {
  const rest = texts.filter((text) => readFilterValue(text).value !== value)
  return rest.length < texts.length ? rest : [...texts, writeFilterValue({ value, isNot: false })]
}

/** Without the values of one sense. */
export function withoutSense(texts: readonly string[], isNot: boolean): readonly string[] {
  return texts.filter((text) => readFilterValue(text).isNot !== isNot)
}

/** With the values of one sense turned into the other. */
export function withTurned(texts: readonly string[], isNot: boolean): readonly string[] {
  return texts.map((text) => {
    const known = readFilterValue(text)
    return known.isNot === isNot ? writeFilterValue({ value: known.value, isNot: !isNot }) : text
  })
}
