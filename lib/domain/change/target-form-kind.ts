/** `refused` by the API server; the others it takes, and only `name` and `in-cluster` can work. */
export const targetForms = [
  'name',
  'in-cluster',
  'refused',
  'ip-literal',
  'long-label',
  'single-label',
  'short-name',
  'itself',
] as const

export type TargetFormKind = (typeof targetForms)[number]
