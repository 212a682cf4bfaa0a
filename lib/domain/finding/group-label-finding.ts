import { groupLabel, groupRoles, roleLabel, statedMembership } from '@/lib/domain/group/find-groups'
import type { Finding } from './finding'

/** What is wrong with the labels that are to put a Service into a group; null when they do, or when there are none. */
export function groupLabelFinding(labels: Readonly<Record<string, string>>): Finding | null {
  const group = labels[groupLabel]
  const role = labels[roleLabel]
  if ((group === undefined && role === undefined) || statedMembership(labels) !== null) return null
  const evidence = `${groupLabel}: ${group ?? 'not set'}, ${roleLabel}: ${role ?? 'not set'}`
  return {
    code: 'GROUP_LABEL',
    severity: 'warning',
    evidence,
    cause: group
      ? `A role is one of ${groupRoles.join(', ')}: with another one the labels are ignored.`
      : 'A role without a group says nothing: the labels are ignored.',
    fix: `Set ${groupLabel} to the name of the group and ${roleLabel} to one of ${groupRoles.join(', ')}, or remove both.`,
  }
}
