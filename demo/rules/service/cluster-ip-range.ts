const first = (10 << 24) | (96 << 16)
const size = 65_536

/** The addresses of Services, 10.96.0.0/16. */
export const clusterIpRange = {
  network: '10.96.0.0',
  contains: (ip: string) => ip.startsWith('10.96.') && ip !== '10.96.0.0' && ip !== '10.96.255.255',
}

export interface AddressPool {
  readonly isTaken: (ip: string) => boolean
  /** A free address; the lower part of the range is left for those who choose their own. */
  readonly next: () => string
  readonly take: (ip: string) => void
  readonly release: (ip: string) => void
}

export function createAddressPool(random: () => number): AddressPool {
  const taken = new Set<string>()
  const address = (offset: number) => {
    const value = first + offset
    return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.')
  }
  return {
    isTaken: (ip) => taken.has(ip),
    next: () => {
      const reserved = 256
      const start = reserved + Math.floor(random() * (size - reserved - 1))
      for (let step = 0; step < size; step += 1) {
        const offset = 1 + ((start - 1 + step) % (size - 2))
        if (!taken.has(address(offset))) return address(offset)
      }
      throw new Error('every address of the Service range is taken')
    },
    take: (ip) => taken.add(ip),
    release: (ip) => taken.delete(ip),
  }
}
