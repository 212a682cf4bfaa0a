import type { ChangeRequest } from '@/lib/client/commands'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeStep } from './change-flow'
import { laneOf } from './lane-of'

/** What the sheet is about, as a verb with its object. */
export function changeTitle(at: ChangeStep, members: Group['members'] | null): string {
  if (at.step === 'idle') return 'Change'
  if (at.step === 'opening') return `A change of ${at.service.name}`
  if (at.step === 'asking') return requestTitle({ kind: at.draft.kind, service: at.service })
  if (at.step === 'applied' && at.request === null) return pastTitle(at.change, members)
  return at.request === null ? 'Change' : requestTitle(at.request)
}

function pastTitle({ kind, service: { name }, to }: ChangeView, members: Group['members'] | null): string {
  const lane = laneOf(to.target, members)
  if (kind === 'switch') return lane === null ? `Switch of ${name}` : `Switch ${name} to ${lane}`
  if (kind === 'retarget') return `Retarget ${name}`
  if (kind === 'to-headless') return `Point ${name} at addresses`
  return kind === 'undo' ? `Undo of a change of ${name}` : `Change of ${name}`
}

export function requestTitle(
  request: ChangeRequest | { kind: 'retarget' | 'to-headless'; service: ServiceRef },
): string {
  const { name } = request.service
  switch (request.kind) {
    case 'switch':
      return `Switch ${name} to ${request.to}`
    case 'retarget':
      return `Retarget ${name}`
    case 'to-headless':
      return `Point ${name} at addresses`
    case 'undo':
      return `Undo the last change of ${name}`
  }
}

/** The button that carries it out. */
export function requestVerb(request: ChangeRequest): string {
  switch (request.kind) {
    case 'switch':
      return `Switch to ${request.to}`
    case 'retarget':
      return 'Retarget'
    case 'to-headless':
      return 'Point at addresses'
    case 'undo':
      return 'Undo'
  }
}

export function serviceOf(at: ChangeStep): ServiceRef | null {
  if (at.step === 'idle') return null
  if (at.step === 'applied') return at.change.service
  return at.step === 'asking' || at.step === 'opening' ? at.service : at.request.service
}
