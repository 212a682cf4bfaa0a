import { AppError } from '@/lib/domain/app-error'
import {
  groupLabel,
  groupRoles,
  memberName,
  type RoleHolders,
  roleHolders,
  roleLabel,
  statedMembership,
} from '@/lib/domain/group/find-groups'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { readService, selectServices } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'

/** The group that a Service is to be switched in: who holds each role, and the colours that one Service alone holds. */
export interface LiveColours {
  group: string
  holders: RoleHolders
  blue: ServiceObject | null
  green: ServiceObject | null
}

// Of three roles the fourth claimant is a rival already: more need not be read to know it.
const claimantsRead = 10

/** Reads the other members of the group of an active alias with the viewer's identity, by the rule of groups: labels first, then names. */
export async function readColours(context: ChangeContext, active: ServiceObject): Promise<LiveColours> {
  const { ref, client } = context
  const group = statedMembership(labelsOf(active))?.name ?? ref.name
  const [claimants, blue, green] = await Promise.all([
    readClaimants(context, group),
    readService(client, ref.namespace, memberName(group, 'blue')),
    readService(client, ref.namespace, memberName(group, 'green')),
  ])
  const read = [blue, green, active, ...claimants].filter((service) => service !== null)
  const services = new Map(read.map((service) => [service.metadata.name, service]))
  const holders = roleHolders(group, {
    labelsOf: (name) => {
      const service = services.get(name)
      return service === undefined ? null : labelsOf(service)
    },
    claimants: (name, role) =>
      [...services.values()].flatMap((service) => {
        const stated = statedMembership(labelsOf(service))
        return stated?.name === name && stated.role === role ? [service.metadata.name] : []
      }),
  })
  const alone = ([name, ...rivals]: readonly string[]) =>
    name === undefined || rivals.length > 0 ? null : (services.get(name) ?? null)
  return { group, holders, blue: alone(holders.blue), green: alone(holders.green) }
}

async function readClaimants({ ref, client, cluster }: ChangeContext, group: string): Promise<ServiceObject[]> {
  const labelSelector = `${groupLabel}=${group},${roleLabel} in (${groupRoles.join(',')})`
  try {
    return await selectServices(client, ref.namespace, { labelSelector, limit: claimantsRead })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error
    // Who may get Services but not list them: the names come from the watch, what they are is read anew.
    const names = cluster.claimants(ref.namespace, group).slice(0, claimantsRead)
    const read = await Promise.all(names.map((name) => readService(client, ref.namespace, name)))
    return read.filter((service) => service !== null)
  }
}

function labelsOf({ metadata }: ServiceObject): Readonly<Record<string, string>> {
  return metadata.labels ?? {}
}
