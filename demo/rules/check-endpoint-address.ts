import { type FieldError, invalid } from './field-error.ts'

export const notAnAddress = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'

const special: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^(0\.0\.0\.0|::)$/, 'may not be unspecified ('],
  [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab])/i, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff02:)/i, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
]

/** Addresses that no endpoint may have. */
export function checkEndpointAddress(address: string, path: string): FieldError[] {
  return special
    .filter(([pattern]) => pattern.test(address))
    .map(([, why]) => invalid(path, address, why.endsWith('(') ? `${why}${address})` : why))
}
