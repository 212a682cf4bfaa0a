import { parseArgs } from 'node:util'
import type { EstateSize } from './estate.ts'

export const usage = `usage: npm run bench -- [--quick] [--only PART] [--minutes N] [--write]

Measures the console on a real control plane, each figure beside kubectl or another yardstick in the same run.
  --quick      a smaller estate and fewer samples, within five minutes
  --only PART  one part alone: doors is DNS and TLS, without console and estate, in a minute or two;
               console is its start, lists, screens and patches, in five minutes;
               changes is plans and switches, in a console with the estate, in three to six minutes;
               consumers is what names aliases among large ConfigMaps, in three minutes
  --minutes N  how long the requests at the API server are counted, 1 to 60 (10; with --quick 0.5)
  --write      writes the figures to docs/benchmarks.md`

const benchParts = ['doors', 'console', 'changes', 'consumers'] as const

/** A part that can be measured without the others, and has a section of its own in the document. */
export type BenchPart = (typeof benchParts)[number]

export interface BenchOptions {
  readonly isQuick: boolean
  readonly write: boolean
  /** The one part that is wanted; null for all of them. */
  readonly only: BenchPart | null
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
  /** Blue-green groups that are switched, each once. */
  readonly switches: number
  /** ConfigMaps that are read for what names an alias. */
  readonly configMaps: number
  readonly configMapBytes: number
  readonly settleLimitMs: number
  readonly countMinutes: number
}

/** Reads the arguments; null when only the usage is wanted. Throws with words for people. */
export function readBenchOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      minutes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const base = values.quick ? quick : full
  const countMinutes = values.minutes === undefined ? base.countMinutes : readMinutes(values.minutes)
  return { ...base, write: values.write, only: readPart(values.only), countMinutes }
}

/** Whether these arguments lead to a measure of the built console; what only tells the usage, or what is wrong with them, does not. */
export function needsConsole(args: readonly string[]): boolean {
  try {
    const options = readBenchOptions(args)
    return options !== null && options.only !== 'doors'
  } catch {
    return false
  }
}

function readPart(text: string | undefined): BenchPart | null {
  if (text === undefined) return null
  const part = benchParts.find((each) => each === text)
  if (part === undefined)
    throw new Error(
      `--only must be ${new Intl.ListFormat('en', { type: 'disjunction' }).format(benchParts)}, not ${JSON.stringify(text)}`,
    )
  return part
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
  switches: 100,
  configMaps: 5000,
  configMapBytes: 200 * 1024,
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
  switches: 25,
  configMaps: 500,
  configMapBytes: 200 * 1024,
  settleLimitMs: 30_000,
  countMinutes: 0.5,
}
