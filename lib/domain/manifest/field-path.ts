export type FieldPath = readonly (string | number)[]

/** A path as the API server writes it: `spec.ports[0].name`; keys of maps that hold dots stand in brackets. */
export function fieldName(path: FieldPath): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`
    if (/[.[\]/]/.test(step)) return `${before}[${step}]`
    return before === '' ? step : `${before}.${step}`
  }, '')
}

/** The path that a field of the API server's names; what stands in brackets is a place in a list when it is a number. */
export function fieldPath(field: string): FieldPath {
  const steps = field.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []
  return steps.map((step) => {
    const inner = step.startsWith('[') ? step.slice(1, -1) : null
    if (inner === null) return step
    return /^\d{1,9}$/.test(inner) ? Number(inner) : inner
  })
}
