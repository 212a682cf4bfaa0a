import type { ChangeRequest } from '@/lib/client/commands'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { type ChangeKind, changeKinds } from '@/lib/domain/change/change-request'
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
  if (kind === 'undo') return `Undo of a change of ${name}`
  const known = changeKinds.find((each) => each === kind)
  return known === undefined ? `Change of ${name}` : titles[known](name)
}

const titles: Readonly<Record<ChangeKind, (name: string) => string>> = {
  switch: (name) => `Switch ${name}`,
  retarget: (name) => `Retarget ${name}`,
  edit: (name) => `Edit ${name}`,
  annotate: (name) => `Annotate ${name}`,
  create: (name) => `Create ${name}`,
  delete: (name) => `Delete ${name}`,
  'to-cluster-ip': (name) => `Move ${name} into the cluster`,
  'to-headless': (name) => `Point ${name} at addresses`,
  'to-external-name': (name) => `Move ${name} out of the cluster`,
  undo: (name) => `Undo the last change of ${name}`,
}

export function requestTitle(request: Pick<ChangeRequest, 'kind' | 'service'> & { to?: string }): string {
  const title = titles[request.kind](request.service.name)
  return request.to === undefined ? title : `${title} to ${request.to}`
}

const verbs: Readonly<Record<ChangeKind, string>> = {
  switch: 'Switch',
  retarget: 'Retarget',
  edit: 'Write the edit',
  annotate: 'Annotate',
  create: 'Create',
  delete: 'Delete',
  'to-cluster-ip': 'Move into the cluster',
  'to-headless': 'Point at addresses',
  'to-external-name': 'Move out of the cluster',
  undo: 'Undo',
}

/** The button that carries it out. */
export function requestVerb(request: ChangeRequest): string {
  return request.kind === 'switch' ? `${verbs.switch} to ${request.to}` : verbs[request.kind]
}

export function serviceOf(at: ChangeStep): ServiceRef | null {
  if (at.step === 'idle') return null
  if (at.step === 'applied') return at.change.service
  return at.step === 'asking' || at.step === 'opening' ? at.service : at.request.service
}
