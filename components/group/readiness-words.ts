import type { Group } from '@/lib/contract/groups'
import { fenceAnnotation } from '@/lib/domain/change/check-fence'
import { type Colour, otherColour } from '@/lib/domain/group/colour'
import { type GroupRole, groupRoles, memberName, roleLabel } from '@/lib/domain/group/find-groups'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'

/** Why a group is or is not ready: what is so, and what to do about it. */
export interface ReadinessWords {
  cause: string
  fix: string
}

type Check = Group['readiness']['checks'][number]

const missing: ReadonlySet<OutcomeCode> = new Set(['NXDOMAIN_ORIGIN', 'NXDOMAIN_AT_HOP'])

/** The readiness of a group for people, with the fix beside the cause. Null when it is ready. */
export function readinessWords(group: Group): ReadinessWords | null {
  if (group.readiness.state === 'ready') return null
  switch (group.state) {
    case 'ambiguous':
      return ambiguous(group)
    case 'incomplete':
      return incomplete(group)
    case 'same-target':
      return {
        cause: 'Both colours have the same target.',
        fix: `Retarget ${nameOf(group, 'blue')} or ${nameOf(group, 'green')}.`,
      }
    case 'drifted':
      return drifted(group)
    case 'complete':
      return group.live === null ? drifted(group) : standby(group, group.live)
  }
}

function ambiguous({ holders }: Group): ReadinessWords {
  const role = groupRoles.find((each) => holders[each].length > 1) ?? 'active'
  const rivals = holders[role].slice(0, 3).join(' and ')
  return { cause: `Two Services are ${role}.`, fix: `${rivals} are labelled ${roleLabel}: ${role}. Take it off one.` }
}

function incomplete(group: Group): ReadinessWords {
  for (const role of groupRoles) {
    const row = group.members[role]
    const name = nameOf(group, role)
    if (row === null) {
      return { cause: `${name} does not exist.`, fix: 'Create it as ExternalName in the namespace.' }
    }
    if (row.type !== 'ExternalName') {
      return { cause: `${name} is of type ${row.type}.`, fix: 'A switch needs three Services of type ExternalName.' }
    }
  }
  return { cause: 'A member is being deleted.', fix: 'Create it again as ExternalName in the namespace.' }
}

function drifted({ members: { active } }: Group): ReadinessWords {
  const by = active?.changedBy ? `, written by ${active.changedBy}` : ''
  return { cause: 'Points at neither.', fix: `Live is ${active?.target ?? 'no external name'}${by}. Choose a colour.` }
}

function standby(group: Group, live: Colour): ReadinessWords {
  const colour = otherColour(live)
  const { readiness } = group
  const decisive = readiness.checks.filter(({ lane }) => lane === null || lane === colour)
  const block = decisive.find(({ state }) => state === 'block' || state === 'refuse')
  if (block) return blocked(group, colour, block)
  if (readiness.state === 'unknown') {
    return {
      cause: `Nobody answered for ${colour}.`,
      fix: 'Ask again when the resolver answers, or review and switch.',
    }
  }
  const [first, ...more] = decisive.filter(({ state }) => state === 'warn')
  if (!first) return { cause: 'Not ready.', fix: readiness.reasons[0] ?? 'See the checks.' }
  return {
    cause: `${more.length + 1} to acknowledge.`,
    fix: [first, ...more].map(({ title }) => `${title}.`).join(' '),
  }
}

function blocked(group: Group, colour: Colour, { code, title, evidence }: Check): ReadinessWords {
  const row = group.members[colour]
  const retarget = `retarget ${nameOf(group, colour)}`
  const cause = `${title}.`
  switch (code) {
    case 'target-resolves': {
      const where = row?.brokenAt ?? row?.target
      if (row && missing.has(row.verdict.code)) {
        return { cause: `${capital(colour)} does not exist.`, fix: `Create ${where} in its zone, or ${retarget}.` }
      }
      if (row?.verdict.code === 'NODATA') {
        return { cause: `${capital(colour)} has no address.`, fix: `Give ${where} an address, or ${retarget}.` }
      }
      return { cause, fix: `Mend the chain of ${row?.target}, or ${retarget}.` }
    }
    case 'target-connects':
      return { cause, fix: `Let ${row?.target} listen there, or ${retarget}.` }
    case 'target-in-cluster':
      return { cause, fix: `Create ${evidence}, or ${retarget}.` }
    case 'field-owner':
      return { cause, fix: 'Change it where it is kept: the checks have the patch for its repository.' }
    case 'not-frozen':
      return { cause, fix: `${evidence}. Wait until it ends, or override it with a reason.` }
    case 'old-side-fenced':
      return {
        cause,
        fix: `Stop the writes to ${nameOf(group, otherColour(colour))}, and attest it there: ${fenceAnnotation}.`,
      }
    case 'not-terminating':
      return { cause, fix: 'Wait until it is gone, and create it again.' }
    default:
      return { cause, fix: `${evidence}. ${capital(retarget)}.` }
  }
}

/** The Service that holds a role, or would by its name. */
function nameOf(group: Group, role: GroupRole): string {
  return group.members[role]?.name ?? group.holders[role][0] ?? memberName(group.name, role)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
