/** A host for comparison and display: lower case without the one trailing dot, which the API server stores as given. */
export function normaliseHost(host: string): string {
  const lower = host.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}
