import { AppError } from '@/lib/domain/app-error'
import { canonicalAddress } from './canonical-address'

/** Refuses what is no IP address, and one that is given twice: AppError `unprocessable` with each field named, as `addresses[1]`. */
export function validateAddresses(addresses: readonly string[]): void {
  const seen = new Set<string>()
  const causes = addresses.flatMap((address, index) => {
    const field = `addresses[${index}]`
    const canonical = canonicalAddress(address)?.text
    if (canonical === undefined) {
      return [{ field, message: `Invalid value: ${JSON.stringify(address)}: must be an IPv4 or IPv6 address` }]
    }
    if (seen.has(canonical)) return [{ field, message: `Duplicate value: ${JSON.stringify(address)}` }]
    seen.add(canonical)
    return []
  })
  if (causes.length === 0) return
  throw new AppError('unprocessable', 'Not all of these are addresses, each given once.', {
    reason: 'invalid-addresses',
    causes,
  })
}
