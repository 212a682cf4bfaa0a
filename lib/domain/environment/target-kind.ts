export const targetKinds = [
  'provider-host',
  'own-domain',
  'other-cluster',
  'in-cluster',
  'placeholder',
  'not-a-name',
] as const

export type TargetKind = (typeof targetKinds)[number]
