import { parseAsString } from 'nuqs'
import type { ChangeRequest } from '@/lib/client/commands'
import { isPacked, packText, unpackText } from '@/lib/client/packed-text'
import { changeRequestSchema } from '@/lib/contract/change-request'
import { type MigrationStep, migrationStepSchema } from '@/lib/contract/changes'
import { serviceRefSchema } from '@/lib/contract/fields'
import { isChangeId, parseJson } from '@/lib/domain/change/last-change'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeFlowState } from './change-flow'

/** What an open sheet is in the address: a change, or a request that is only planned. */
export const changeLinkParams = { change: parseAsString, plan: parseAsString, phase: parseAsString }

export interface ChangeLink {
  change: string | null
  /** A request as JSON; see `planParam` for how it stands in the address. */
  plan: string | null
  /** The phase of a migration that a plan is of. */
  phase: string | null
}

export const noLink: ChangeLink = { change: null, plan: null, phase: null }

/** The link of a step; nothing that was not planned yet has one. */
export function linkOf({ at, migration }: Pick<ChangeFlowState, 'at' | 'migration'>): ChangeLink {
  switch (at.step) {
    case 'applied':
      return { change: changeParam(at.change.service, at.change.id), plan: null, phase: null }
    case 'planning':
    case 'planned':
    case 'applying':
    case 'conflict':
      return { change: null, plan: JSON.stringify(at.request), phase: migration && phaseParam(migration) }
    default:
      return noLink
  }
}

/** `cluster/namespace/name/id`: what `?change=` says. */
export function changeParam({ cluster, namespace, name }: ServiceRef, id: string): string {
  return [cluster, namespace, name, id].join('/')
}

/** The change that a link names; null for anything else. */
export function readChangeParam(text: string): { service: ServiceRef; id: string } | null {
  const [cluster, namespace, name, id, ...more] = text.split('/')
  const service = serviceRefSchema.safeParse({ cluster, namespace, name })
  return more.length === 0 && service.success && isChangeId(id) ? { service: service.data, id } : null
}

/** `cluster/namespace/name/id/phase`: what `?phase=` says. */
function phaseParam({ service, id, phase }: MigrationStep): string {
  return `${changeParam(service, id)}/${phase}`
}

/** The phase of a migration that a link names; null for anything else. */
export function readPhaseParam(text: string): MigrationStep | null {
  const [cluster, namespace, name, id, phase, ...more] = text.split('/')
  if (more.length > 0) return null
  return migrationStepSchema.safeParse({ service: { cluster, namespace, name }, id, phase }).data ?? null
}

// Addresses of more than 8 KiB are refused, and every quote in one takes three characters.
const longestPlain = 1500
const longestRead = 4096

/** A request as an address can hold it: its JSON, packed where that is long; null where it is too long for any link. */
export function planParam(json: string): string | null | Promise<string | null> {
  return json.length <= longestPlain ? json : packText(json)
}

/** Why a link opens nothing. */
export type LinkRefusal = 'too-long' | 'damaged' | 'unknown'

/** The request that a link names, or why it names none. Opening it plans, and writes nothing. */
export async function readPlanParam(text: string): Promise<{ request: ChangeRequest } | { refusal: LinkRefusal }> {
  if (!isPacked(text)) return text.length > longestRead ? { refusal: 'too-long' } : requestOf(text)
  const unpacked = await unpackText(text)
  return 'refusal' in unpacked ? unpacked : requestOf(unpacked.text)
}

function requestOf(text: string): { request: ChangeRequest } | { refusal: LinkRefusal } {
  const value = parseJson(text)
  if (value === undefined) return { refusal: 'damaged' }
  const request = changeRequestSchema.safeParse(value).data
  return request === undefined ? { refusal: 'unknown' } : { request }
}
