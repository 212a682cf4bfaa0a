import { parseArgs } from 'node:util'
import type { EstateSize } from './estate.ts'

export const usage = `usage: npm run bench -- [--quick] [--doors] [--minutes N] [--write]

Measures the console on a real control plane, each figure beside kubectl or another yardstick in the same run.
  --quick      a smaller estate and fewer samples, within four minutes
  --doors      DNS and TLS alone, without console and estate, in a minute or two
  --minutes N  how long the requests at the API server are counted, 1 to 60 (10; with --quick 0.5)
  --write      writes the figures to docs/benchmarks.md`

export interface BenchOptions {
  readonly isQuick: boolean
  readonly write: boolean
  readonly doorsOnly: boolean
  /** The cost curve, growing; all figures are taken at `main`. */
  readonly sizes: readonly EstateSize[]
  readonly main: EstateSize
  readonly streams: number
  readonly patches: number
  readonly samples: number
  readonly rateMs: number
  readonly starts: number
  readonly screens: number
  readonly words: readonly string[]
  readonly dnsNames: number
  readonly dnsRounds: number
  readonly watchedHosts: number
  /** TLS handshakes of one round. */
  readonly handshakes: number
  readonly settleLimitMs: number
  readonly countMinutes: number
}

/** Reads the arguments; null when only the usage is wanted. Throws with words for people. */
export function readBenchOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      doors: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      minutes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const base = values.quick ? quick : full
  const countMinutes = values.minutes === undefined ? base.countMinutes : readMinutes(values.minutes)
  return { ...base, write: values.write, doorsOnly: values.doors, countMinutes }
}

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (!/^\d{1,2}$/.test(text) || minutes < 1 || minutes > 60)
    throw new Error(`--minutes must be a whole number from 1 to 60, not ${JSON.stringify(text)}`)
  return minutes
}

const main: EstateSize = { aliases: 10_000, others: 40_000 }
const quickMain: EstateSize = { aliases: 10_000, others: 5_000 }
const words = ['471', '8302', '95', '12', '6677', '304', '71', '9058']

const full = {
  isQuick: false,
  sizes: [{ aliases: 1000, others: 4000 }, main, { aliases: 50_000, others: 40_000 }],
  main,
  streams: 100,
  patches: 200,
  samples: 200,
  rateMs: 5000,
  starts: 5,
  screens: 10,
  words,
  dnsNames: 5000,
  dnsRounds: 7,
  watchedHosts: 10_000,
  handshakes: 400,
  settleLimitMs: 240_000,
  countMinutes: 10,
}

const quick = {
  isQuick: true,
  sizes: [{ aliases: 1000, others: 500 }, quickMain],
  main: quickMain,
  streams: 100,
  patches: 40,
  samples: 60,
  rateMs: 2000,
  starts: 2,
  screens: 4,
  words: words.slice(0, 4),
  dnsNames: 3000,
  dnsRounds: 3,
  watchedHosts: 10_000,
  handshakes: 150,
  settleLimitMs: 30_000,
  countMinutes: 0.5,
}
