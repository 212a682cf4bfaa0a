export interface ReviewKind {
  readonly group: string
  readonly kind: string
  readonly resource: string
  readonly isNamespaced: boolean
  readonly definition: string
}

function review(group: 'authentication' | 'authorization', kind: string, isNamespaced = false): ReviewKind {
  return {
    group: `${group}.k8s.io`,
    kind,
    resource: `${kind.toLowerCase()}s`,
    isNamespaced,
    definition: `api.${group}.v1.${kind}`,
  }
}

/** Kinds that are asked, never stored. */
export const reviewKinds: readonly ReviewKind[] = [
  review('authentication', 'SelfSubjectReview'),
  review('authorization', 'LocalSubjectAccessReview', true),
  review('authorization', 'SelfSubjectAccessReview'),
  review('authorization', 'SelfSubjectRulesReview'),
  review('authorization', 'SubjectAccessReview'),
]

export function findReviewKind(path: { readonly group: string; readonly version: string; readonly resource: string }) {
  return reviewKinds.find(
    ({ group, resource }) => group === path.group && path.version === 'v1' && resource === path.resource,
  )
}
