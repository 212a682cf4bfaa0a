import type { Group } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'
import { connectionTitles } from '@/lib/domain/change/connection-titles'
import { type Colour, colours, otherColour } from '@/lib/domain/group/colour'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'

/** Why a group is or is not ready: what is so, and what to do about it. */
export interface ReadinessWords {
  cause: string
  fix: string
}

// What is wrong with the connection is no matter of the chain.
const ofConnection: ReadonlySet<string> = new Set(Object.values(connectionTitles))

const missing: ReadonlySet<OutcomeCode> = new Set(['NXDOMAIN_ORIGIN', 'NXDOMAIN_AT_HOP'])

/** The readiness of a group for people, with the fix beside the cause. Null when it is ready. */
export function readinessWords(group: Group): ReadinessWords | null {
  if (group.readiness.state === 'ready') return null
  return incomplete(group) ?? (group.live === null ? undecided(group) : standby(group, group.live))
}

function incomplete({ name, members }: Group): ReadinessWords | null {
  const named: readonly (readonly [string, Row | null])[] = [
    [name, members.active],
    ...colours.map((colour) => [`${name}-${colour}`, members[colour]] as const),
  ]
  for (const [member, row] of named) {
    if (row === null) return { cause: `${member} does not exist.`, fix: `Create it as ExternalName in the namespace.` }
    if (row.type !== 'ExternalName') {
      return { cause: `${member} is of type ${row.type}.`, fix: 'A switch needs three Services of type ExternalName.' }
    }
  }
  return null
}

function undecided({ name, members: { active, blue, green } }: Group): ReadinessWords {
  if (blue?.target === green?.target) {
    return { cause: 'Both colours have the same target.', fix: `Retarget ${name}-blue or ${name}-green.` }
  }
  const by = active?.changedBy ? `, written by ${active.changedBy}` : ''
  return { cause: 'Points at neither.', fix: `Live is ${active?.target ?? 'no external name'}${by}. Choose a colour.` }
}

function standby({ name, members, readiness }: Group, live: Colour): ReadinessWords {
  const colour = otherColour(live)
  const row = members[colour]
  const said = capital(colour)
  const [reason = ''] = readiness.reasons
  const code = row?.verdict.code
  if (readiness.state === 'blocked' && row && code) {
    const retarget = `retarget ${name}-${colour}`
    if (missing.has(code)) {
      return {
        cause: `${said} does not exist.`,
        fix: `Create ${row.brokenAt ?? row.target} in its zone, or ${retarget}.`,
      }
    }
    if (code === 'NODATA') {
      return { cause: `${said} has no address.`, fix: `Give ${row.brokenAt ?? row.target} an address, or ${retarget}.` }
    }
    const cause = sentence(titleOf(reason))
    if (ofConnection.has(titleOf(reason))) return { cause, fix: `Let ${row.target} listen there, or ${retarget}.` }
    return { cause, fix: `Mend the chain of ${row.target}, or ${retarget}.` }
  }
  if (readiness.state === 'unknown') {
    return {
      cause: `Nobody answered for ${colour}.`,
      fix: 'Ask again when the resolver answers, or review and switch.',
    }
  }
  return { cause: sentence(titleOf(reason)), fix: 'To acknowledge before it is switched.' }
}

// Readiness says `title: evidence`; the evidence is in the sheet.
function titleOf(reason: string): string {
  return reason.split(': ')[0] ?? reason
}

function sentence(text: string): string {
  return text === '' ? 'Not ready.' : `${text}.`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
