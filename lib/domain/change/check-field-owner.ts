import type { Answer } from './change-evidence'
import { type FieldOwner, isDeclared, writesBack } from './field-owner'
import type { OwnerTool } from './owner-tool'

const toolNames: Record<OwnerTool, string> = {
  'argo-cd': 'Argo CD',
  flux: 'Flux',
  helm: 'Helm',
  kubectl: 'kubectl',
  signpost: 'Signpost',
  other: 'Another tool',
}

/** Whether the tool that keeps the Service would take the change back: blocked when it does so by itself or may, warned of when a sync or upgrade would. */
export function checkFieldOwner(owner: FieldOwner | null): Answer {
  const code = 'field-owner'
  if (owner === null) {
    const evidence = 'No field manager, label or annotation says who writes spec.externalName'
    return { code, state: 'info', title: 'No tool is known to write the target back', evidence }
  }
  const evidence = owner.signals
    .map(({ says, strength }) => (strength === 'weak' ? `${says} (weak)` : says))
    .join(' · ')
  if (isDeclared(owner)) return { code, ...judgeDeclared(owner), evidence }
  if (owner.tool === 'signpost') return { code, state: 'pass', title: 'Signpost wrote the target last', evidence }
  if (owner.tool === 'kubectl') return { code, state: 'info', title: 'The target was written with kubectl', evidence }
  return { code, state: 'info', title: 'No tool is known to write the target back', evidence }
}

/** The name of a tool for people. */
export function toolName(tool: OwnerTool): string {
  return toolNames[tool]
}

function judgeDeclared(owner: FieldOwner): Pick<Answer, 'state' | 'title'> {
  const names = [owner.tool, ...owner.rivals].map(toolName)
  const who = names.join(' and ')
  const verb = names.length > 1 ? 'leave' : 'leaves'
  if (writesBack(owner)) {
    return { state: 'block', title: `${who} ${owner.heals === 'unknown' ? 'may' : 'will'} write the target back` }
  }
  if (owner.excluded !== null) return { state: 'info', title: `${who} ${verb} this field to others` }
  if (owner.heals === 'next-upgrade') {
    return { state: 'warn', title: `The next upgrade by ${who} will write the target back` }
  }
  return { state: 'warn', title: `The next sync of ${who} will write the target back` }
}
