import type { GroupMembership } from '@/lib/domain/group/find-groups'
import type { Answer, DeletionEvidence } from './change-evidence'

/** How much of a record one deleted Service may take: half of what a record holds. */
const keptBytes = 32 * 1024

/** The checks of a deletion: what it breaks, and that it can be taken back. */
export function checkDeletion({ membership, manifestBytes }: DeletionEvidence): Answer[] {
  return [checkMembership(membership), checkUndoable(manifestBytes)]
}

/** Whether the Service as it was can be kept for an undo. */
export function isKeptForUndo(manifestBytes: number): boolean {
  return manifestBytes <= keptBytes
}

function checkMembership(membership: GroupMembership | null): Answer {
  const code = 'not-in-group'
  if (membership === null) {
    return {
      code,
      state: 'pass',
      title: 'The Service is in no blue-green group',
      evidence: 'neither by label nor by name',
    }
  }
  const { name, role } = membership
  const evidence = `group ${name}: without it the group cannot be switched`
  if (role === 'active') return { code, state: 'block', title: 'It is the active alias of a group', evidence }
  return { code, state: 'warn', title: `It is the ${role} alias of a group`, evidence }
}

function checkUndoable(bytes: number): Answer {
  const code = 'undo-computable'
  const kib = (bytes / 1024).toFixed(1)
  if (isKeptForUndo(bytes)) {
    return { code, state: 'pass', title: 'The Service is kept for an undo', evidence: `${kib} KiB in the record` }
  }
  const evidence = `${kib} KiB, of which a record keeps ${keptBytes / 1024}: copy its YAML from the Manifest tab first`
  return { code, state: 'block', title: 'The Service is too large to be kept for an undo', evidence }
}
