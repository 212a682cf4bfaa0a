import type { WorldAnswer } from '../world/world-answer.ts'
import { loyalty, loyaltyAddresses } from './own-zone.ts'
import { ordersWriter, ordersWriters } from './provider-zone.ts'
import { a, aaaa, cname } from './zone-entry.ts'

/** What the names that move answer at some moment; null: the name does not exist. */
export type MovingNames = Readonly<Record<string, WorldAnswer | null>>

/** `inside` is what the company's own resolver says, which the cluster asks. */
export type WorldView = 'outside' | 'inside'

export interface MovingWorldMoment {
  readonly elapsedMs: number
  /** Which trouble comes first; the same seed tells the same story. */
  readonly seed: number
  /** `outside` unless told. */
  readonly view?: WorldView
}

const calmMs = 30_000
const troubleMs = 75_000
const healedMs = 45_000
const rotationMs = 40_000
const failoverMs = 4 * (troubleMs + healedMs)

const healthy = {
  'api.coinpurse.example': [a('203.0.113.101', 30), aaaa('2001:db8:c0::101', 30)],
  'lb-41.gatewarden.example': [a('203.0.113.103', 30)],
  'api.ratewell.example': [a('203.0.113.121', 30), a('203.0.113.122', 30)],
  [loyalty]: loyaltyAddresses,
} satisfies MovingNames

interface Trouble {
  readonly names: MovingNames
  /** Both unless told. */
  readonly view?: WorldView
}

// One at a time, so that what is seen on the screen has one cause.
const troubles: readonly Trouble[] = [
  { names: { 'api.coinpurse.example': 'SERVFAIL' } },
  { names: { 'lb-41.gatewarden.example': null } },
  // The company's resolver is given an empty zone for the other cluster.
  { names: { [loyalty]: null }, view: 'inside' },
  { names: { 'api.ratewell.example': [] } },
]

/** The moving part of the outside world at a moment: one host breaks and heals after the other, addresses rotate, a database fails over. */
export function movingWorldAt({ elapsedMs, seed, view = 'outside' }: MovingWorldMoment): MovingNames {
  const trouble = troubleAt(elapsedMs - calmMs, seed)
  const broken = trouble === null || (trouble.view ?? view) !== view ? {} : trouble.names
  return { ...healthy, ...broken, ...rotationAt(elapsedMs), ...failoverAt(elapsedMs) }
}

function troubleAt(sinceMs: number, seed: number): Trouble | null {
  const round = Math.floor(sinceMs / (troubleMs + healedMs))
  const isTrouble = sinceMs >= 0 && sinceMs - round * (troubleMs + healedMs) < troubleMs
  return isTrouble ? (troubles[(round + Math.abs(Math.trunc(seed))) % troubles.length] ?? null) : null
}

function rotationAt(elapsedMs: number): MovingNames {
  const turn = Math.floor(Math.max(elapsedMs, 0) / rotationMs) % 6
  const pair = (first: number) => [a(`198.51.100.${first + 2 * turn}`, 30), a(`198.51.100.${first + 1 + 2 * turn}`, 30)]
  return {
    'tiles.atlasry.example': pair(71),
    'd2quillmoor01.cloudfront.net': [...pair(10), aaaa(`2001:db8:cf::${10 + turn}`, 30)],
  }
}

function failoverAt(elapsedMs: number): MovingNames {
  const hasMoved = Math.floor(Math.max(elapsedMs, 0) / failoverMs) % 2 === 1
  return { [ordersWriter]: [cname(ordersWriters[hasMoved ? 1 : 0], 5)] }
}
