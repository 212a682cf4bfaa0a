import { parse } from 'tldts'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'

// RFC 2606 keeps it for documents and demonstrations, where it stands for a suffix under which anyone registers.
const documentationSuffix = 'example'

/**
 * The part of a name that somebody registered under a public suffix (`a.b.example.co.uk` gives `example.co.uk`). Null for addresses, for
 * public suffixes themselves, and for names under suffixes where nobody can register, such as `internal`.
 */
export function registrableDomain(name: string): string | null {
  const host = normaliseHost(name)
  // Addresses first: to the list `1.2.3` is a domain under the suffix `3`.
  if (checkHostName(name).kind !== 'ok') return null
  const { domain, isIcann, publicSuffix } = parse(host, { validateHostname: false, extractHostname: false })
  return isIcann === true || publicSuffix === documentationSuffix ? domain : null
}
