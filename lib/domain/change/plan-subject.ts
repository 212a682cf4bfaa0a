import type { RoleHolders } from '@/lib/domain/group/find-groups'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { requestMembers } from './change-entry'
import type { ChangeRequest } from './change-request'
import type { Delivery } from './delivery'
import type { Endpoint, EndpointMetadata } from './endpoint'
import type { SliceFacts } from './endpoint-slice'
import { ownedService, readFieldOwner } from './field-owner'
import { decodeLastChange } from './last-change'

export interface PlanSubjectInput {
  request: ChangeRequest
  user: string
  /** As it was read; null where there is none. */
  service: ServiceObject | null
  /** The group that is switched and who holds its roles; null for another change. */
  group: { name: string; holders: RoleHolders } | null
  /** Group members that were read, in a fixed order; null is one that does not exist. */
  members: ReadonlyArray<ServiceObject | null>
  wanted: Endpoint
  /** The labels and annotations that it touches, as they are now. */
  touched: EndpointMetadata | undefined
  /** The Service that it makes; null for a change of one that is there. */
  made: ServiceObject | null
  /** The EndpointSlices that the change is about; none for one that leaves them alone. */
  slices: readonly SliceFacts[]
  /** What could be read of the objects that deliver the Service from a repository. */
  deliveries: readonly Delivery[]
}

/**
 * What a plan's hash covers: what was asked and by whom, what of the live objects the plan rests on, and what it would write. Two plans with
 * equal subjects are the same plan; an unrelated annotation or label is not part of it, nor is a resourceVersion.
 */
export function planSubject({
  request,
  user,
  service,
  group,
  members,
  wanted,
  touched,
  made,
  slices,
  deliveries,
}: PlanSubjectInput): Record<string, unknown> {
  return {
    request: { ...requestMembers(request), service: request.service },
    user,
    service: service && partsOf(service),
    owner: service && readFieldOwner(ownedService(service), deliveries),
    lastChange: decodeLastChange(service?.metadata.annotations)?.id ?? null,
    touched,
    made,
    group,
    members: members.map((member) =>
      member === null
        ? null
        : {
            name: member.metadata.name,
            uid: member.metadata.uid,
            type: member.spec.type,
            externalName: member.spec.externalName,
          },
    ),
    wanted: {
      type: wanted.type,
      externalName: wanted.externalName,
      isHeadless: wanted.isHeadless,
      addresses: wanted.addresses,
      shape: wanted.shape,
      metadata: wanted.metadata,
    },
    slices: slices
      .map(({ name, uid, managedBy, serviceName, addressType, addresses, ports }) => {
        return { name, uid, managedBy, serviceName, addressType, addresses, ports }
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function partsOf({ metadata: { uid }, spec }: ServiceObject): Record<string, unknown> {
  const { type, externalName, selector, ports, clusterIP } = spec
  return { uid, type, externalName, selector, ports, clusterIP }
}
