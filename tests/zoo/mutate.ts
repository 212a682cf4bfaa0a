/** A generator of the same numbers for the same seed, each from 0 up to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // The 32-bit mixer known as mulberry32.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number

const below = (random: Random, limit: number) => Math.floor(random() * limit)

/** One to four changes of a message behind its first `kept` bytes: bytes, counts, pointers, pieces cut out, doubled or put in. */
export function mutate(wire: Buffer, random: Random, kept = 0): Buffer {
  let changed: Buffer = Buffer.from(wire)
  for (let times = 1 + below(random, 4); times > 0; times -= 1) {
    if (changed.length <= Math.max(12, kept + 4)) return changed
    const at = kept + below(random, changed.length - kept - 2)
    changed = mutations[below(random, mutations.length)]?.(changed, at, random) ?? changed
  }
  return changed
}

const mutations: readonly ((wire: Buffer, at: number, random: Random) => Buffer)[] = [
  (wire, at, random) => {
    wire[at] = below(random, 256)
    return wire
  },
  (wire, at, random) => {
    wire[at] = (wire[at] ?? 0) ^ (1 << below(random, 8))
    return wire
  },
  (wire, at, random) => {
    wire.writeUInt16BE(0xc000 | below(random, wire.length + 8), at)
    return wire
  },
  (wire, at, random) => {
    wire.writeUInt16BE([0, 1, 63, 64, 255, 512, 4096, 0xffff][below(random, 8)] ?? 0, at)
    return wire
  },
  (wire, _at, random) => {
    wire.writeUInt16BE(below(random, random() < 0.9 ? 8 : 65_536), 6 + 2 * below(random, 3))
    return wire
  },
  (wire, at) => wire.subarray(0, at),
  (wire, at, random) => Buffer.concat([wire.subarray(0, at), wire.subarray(at + 1 + below(random, 12))]),
  (wire, at, random) => Buffer.concat([wire, wire.subarray(at, at + below(random, 200))]),
  (wire, at, random) => {
    const piece = Buffer.from(Array.from({ length: below(random, 24) }, () => below(random, 256)))
    return Buffer.concat([wire.subarray(0, at), piece, wire.subarray(at)])
  },
]
