const prefix = 'signpost-history'

/** The name of the ConfigMap that keeps the history of one Service. */
export function recordName({ namespace, name }: { namespace: string; name: string }): string {
  return `${prefix}.${namespace}.${name}`
}

/** The Service that a ConfigMap of this name keeps the history of; null for any other name. Neither part can hold a dot. */
export function readRecordName(text: string): { namespace: string; name: string } | null {
  const [first, namespace, name, ...rest] = text.split('.')
  if (first !== prefix || !namespace || !name || rest.length > 0) return null
  return { namespace, name }
}
