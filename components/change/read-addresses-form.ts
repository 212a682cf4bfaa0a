import type { ChangeRequest } from '@/lib/client/commands'
import { changeRequestSchema } from '@/lib/contract/change-request'
import { AppError } from '@/lib/domain/app-error'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type PortText, readPort } from './port-text'

/** What is wrong with the fields, and where: the addresses, or a member of the port with this key. */
export interface FormComplaint {
  at: 'addresses' | { key: number; member: PortMember }
  text: string
}

export type PortMember = 'name' | 'port' | 'targetPort'

const noNumber = 'must be a whole number from 1 to 65535'

/** The request that the fields for a headless Service say, or what is wrong with them. */
export function readAddressesForm(
  service: ServiceRef,
  text: string,
  fields: readonly PortText[],
): { request: ChangeRequest } | { complaint: FormComplaint } {
  const addresses = text.split(/[\s,]+/).filter((address) => address !== '')
  const ports = fields.map(readPort)
  const complaint = addressesComplaint(addresses)
  if (complaint !== null) return { complaint: { at: 'addresses', text: complaint } }
  const parsed = changeRequestSchema.safeParse({ kind: 'to-headless', service, addresses, ports })
  if (parsed.success) return { request: parsed.data }
  const issue = parsed.error.issues[0]
  const [list, index = 0, member] = issue?.path ?? []
  const field = list === 'ports' ? fields[Number(index)] : undefined
  if (field === undefined) return { complaint: { at: 'addresses', text: `${issue?.message ?? 'It is not valid'}.` } }
  return { complaint: portComplaint(field.key, Number(index) + 1, member, issue?.message) }
}

function addressesComplaint(addresses: readonly string[]): string | null {
  if (addresses.length === 0) return 'Name at least one address.'
  if (addresses.length > mostAddresses) return `Name ${mostAddresses} addresses at most; these are ${addresses.length}.`
  try {
    validateAddresses(addresses)
    return null
  } catch (error) {
    const [cause] = error instanceof AppError ? error.causes : []
    if (cause === undefined) throw error
    return `${cause.field.replace(/^addresses\[(\d+)\]$/, (_, index) => `Address ${Number(index) + 1}`)}: ${cause.message}.`
  }
}

const mostAddresses = 32

function portComplaint(key: number, which: number, member: PropertyKey | undefined, message = 'is not valid') {
  if (member === 'name') return { at: { key, member }, text: `Name of port ${which}: ${message}.` } as const
  if (member === 'targetPort') return { at: { key, member }, text: `Target port ${which} ${noNumber}.` } as const
  return { at: { key, member: 'port' }, text: `Port ${which} ${noNumber}.` } as const
}
