const prefix = 'signpost-reviews'

/** The name of the ConfigMap that keeps the reviews of a namespace. */
export function reviewRecordName(namespace: string): string {
  return `${prefix}.${namespace}`
}

/** The namespace that a ConfigMap of this name keeps the reviews of; null for any other name. */
export function readReviewRecordName(text: string): string | null {
  const [first, namespace, ...rest] = text.split('.')
  return first === prefix && namespace && rest.length === 0 ? namespace : null
}
