/** The page of a host. */
export function dependencyHref(host: string): string {
  return `/dependencies/${encodeURIComponent(host)}`
}
