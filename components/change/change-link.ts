import { parseAsString } from 'nuqs'
import type { ChangeRequest } from '@/lib/client/commands'
import { changeRequestSchema } from '@/lib/contract/change-request'
import { serviceRefSchema } from '@/lib/contract/fields'
import { isChangeId, parseJson } from '@/lib/domain/change/last-change'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeStep } from './change-flow'

/** What an open sheet is in the address: a change, or a request that is only planned. */
export const changeLinkParams = { change: parseAsString, plan: parseAsString }

export interface ChangeLink {
  change: string | null
  plan: string | null
}

export const noLink: ChangeLink = { change: null, plan: null }

/** The link of a step; nothing that was not planned yet has one. */
export function linkOf(at: ChangeStep): ChangeLink {
  switch (at.step) {
    case 'applied':
      return { change: changeParam(at.change.service, at.change.id), plan: null }
    case 'planning':
    case 'planned':
    case 'applying':
    case 'conflict':
      return { change: null, plan: JSON.stringify(at.request) }
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

/** The request that a link names; null for anything else. Opening it plans, and writes nothing. */
export function readPlanParam(text: string): ChangeRequest | null {
  if (text.length > 4096) return null
  return changeRequestSchema.safeParse(parseJson(text)).data ?? null
}
