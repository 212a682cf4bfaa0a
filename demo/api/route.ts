/** Where a request goes: a resource, or one of the API's own documents. */
export type Route =
  | {
      readonly kind: 'resource'
      readonly group: string
      readonly version: string
      readonly resource: string
      readonly subresource: string
      readonly namespace: string
      readonly name: string
    }
  | { readonly kind: 'document'; readonly path: string }

/** Reads a path; null for one that cannot be decoded. */
export function parseRoute(path: string): Route | null {
  const parts = decode(path)
  if (parts === null) return null
  const [root, ...rest] = parts
  const isCore = root === 'api' && rest.length >= 2
  if (!isCore && !(root === 'apis' && rest.length >= 3)) return { kind: 'document', path }
  const [group = '', version = ''] = isCore ? ['', rest[0]] : rest
  return { kind: 'resource', group, version, ...resourceOf(rest.slice(isCore ? 1 : 2)) }
}

function resourceOf(parts: readonly string[]) {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = parts
  const isInNamespace = first === 'namespaces' && parts.length > 2 && !['status', 'finalize'].includes(third)
  return isInNamespace
    ? { namespace: second, resource: third, name: fourth, subresource: fifth }
    : { namespace: '', resource: first, name: second, subresource: third }
}

function decode(path: string): string[] | null {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part))
  } catch {
    return null
  }
}
