import type { WorldAnswer } from '../world/world-answer.ts'
import { initialAnswers } from '../world/world-answers.ts'
import { movingWorldAt } from './moving-world.ts'
import { internalZone, ownZone } from './own-zone.ts'
import { partnerZone } from './partner-zone.ts'
import { providerZone } from './provider-zone.ts'

/** What the names that the company depends on answer at first, and those of the usual ExternalName guides. */
export function outsideWorld(): ReadonlyMap<string, WorldAnswer> {
  const moving = Object.entries(movingWorldAt({ elapsedMs: 0, seed: 0 }))
  const standing = moving.flatMap(([name, answer]): [string, WorldAnswer][] =>
    answer === null ? [] : [[name, answer]],
  )
  return new Map([...initialAnswers(), ...providerZone, ...ownZone, ...partnerZone, ...standing])
}

/** The same as the company's own resolver sees it, which the cluster asks: with the names of the internal zone. */
export function worldSeenFromInside(): ReadonlyMap<string, WorldAnswer> {
  return new Map([...outsideWorld(), ...internalZone])
}
