import type { ChangeRequest } from '@/lib/client/commands'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeStep } from './change-flow'

/** What the sheet is about, as a verb with its object. */
export function changeTitle(at: ChangeStep): string {
  if (at.step === 'idle') return 'Change'
  if (at.step === 'asking') return `Retarget ${at.service.name}`
  return requestTitle(at.request)
}

export function requestTitle(request: ChangeRequest): string {
  const { name } = request.service
  switch (request.kind) {
    case 'switch':
      return `Switch ${name} to ${request.to}`
    case 'retarget':
      return `Retarget ${name}`
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
    case 'undo':
      return 'Undo'
  }
}

export function serviceOf(at: ChangeStep): ServiceRef | null {
  if (at.step === 'idle') return null
  return at.step === 'asking' ? at.service : at.request.service
}
