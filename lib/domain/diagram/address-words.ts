/** Addresses in one short word: the first one and how many more there are. */
export function addressWords(addresses: readonly string[]): string {
  const [first = ''] = addresses
  return addresses.length > 1 ? `${first} +${addresses.length - 1}` : first
}
