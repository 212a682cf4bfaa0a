import { AppError } from '@/lib/domain/app-error'
import type { MetadataEdits, WantedPort } from '@/lib/domain/change/change-request'
import { absent, type Endpoint, endpoint, endpointOf, headless, selecting, shapeOf } from '@/lib/domain/change/endpoint'
import type { Colour } from '@/lib/domain/group/colour'
import { memberName } from '@/lib/domain/group/find-groups'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import type { ChangeContext } from './change-context'
import type { LiveColours } from './read-colours'
import type { LiveState } from './read-live'

/**
 * Where a request says that the Service is to lead, and what else of it is to be; undo apart, which the record knows. What cannot be done to
 * the Service as it stands is AppError `unprocessable` with reason `not-computable`.
 */
export function requestedEndpoint(context: ChangeContext, live: LiveState): Endpoint {
  const { request, made } = context
  if (request.kind === 'create') {
    if (live.service !== null) throw notComputable(`There is a Service ${live.service.metadata.name} already.`)
    return endpointOf(made)
  }
  const service = requireService(context, live)
  const now = endpointOf(service)
  switch (request.kind) {
    case 'switch':
      requireAlias(service)
      return targetOfColour(context.ref.name, live.colours, request.to)
    case 'retarget':
      requireAlias(service)
      return endpoint('ExternalName', request.target)
    case 'edit': {
      if (request.target !== undefined) requireAlias(service)
      const place = request.target === undefined ? now : endpoint('ExternalName', request.target)
      const shape = request.ports && { ...shapeOf(service), ports: request.ports.map(portOf) }
      return { ...place, ...(shape && { shape }), ...editsOf(request) }
    }
    case 'annotate':
      return { ...now, ...editsOf(request) }
    case 'delete':
      return requireDeletable(service, live)
    case 'to-cluster-ip':
      requireAlias(service)
      return selecting(request.selector, request.ports.map(portOf), false)
    case 'to-headless':
      requireAlias(service)
      return request.selector === undefined
        ? headless(request.addresses ?? [], request.ports.map(portOf))
        : selecting(request.selector, request.ports.map(portOf), true)
    case 'to-external-name':
      if (now.type === 'ExternalName') throw notComputable(`${service.metadata.name} is of type ExternalName already.`)
      return { ...endpoint('ExternalName', request.target), shape: { ...shapeOf(service), isTracked: false } }
    case 'undo':
      throw new AppError('internal', 'An undo has its target from the record.')
    default:
      return request satisfies never
  }
}

function notComputable(message: string): AppError {
  return new AppError('unprocessable', message, { reason: 'not-computable', causes: [{ field: 'service', message }] })
}

function requireService({ ref }: ChangeContext, { service }: LiveState): ServiceObject {
  if (service !== null) return service
  throw new AppError('not-found', `There is no Service ${ref.name} in namespace ${ref.namespace}.`)
}

function requireAlias(service: ServiceObject): void {
  const { type } = endpointOf(service)
  if (type === 'ExternalName') return
  throw notComputable(
    `${service.metadata.name} is of type ${type}; only a Service of type ExternalName can be changed in this way.`,
  )
}

// Its slices would go with it, and nothing says how they are to come back.
function requireDeletable(service: ServiceObject, { slices }: LiveState): Endpoint {
  const { isHeadless } = endpointOf(service)
  const { name } = service.metadata
  const isForAddresses = isHeadless === true && Object.keys(service.spec.selector ?? {}).length === 0
  if (isForAddresses && (slices ?? []).some(({ serviceName }) => serviceName === name)) {
    throw notComputable(`${name} leads to addresses of EndpointSlices: make it an ExternalName again first.`)
  }
  return absent
}

function editsOf({ labels = {}, annotations = {} }: MetadataEdits): Pick<Endpoint, 'metadata'> {
  const isEditing = Object.keys(labels).length + Object.keys(annotations).length > 0
  return isEditing ? { metadata: { labels, annotations } } : {}
}

function targetOfColour(name: string, colours: LiveColours | null, to: Colour): Endpoint {
  if (colours === null) throw new AppError('internal', 'A switch has its target from the group.')
  const { group, holders } = colours
  if (!holders.active.includes(name)) {
    const active = holders.active.join(' and ') || 'no Service'
    throw notComputable(`${name} is not the active alias of group ${group}: that is ${active}.`)
  }
  const colour = colours[to]
  if (colour === null) {
    const rivals = holders[to].join(' and ')
    throw notComputable(
      rivals === ''
        ? `There is no Service ${memberName(group, to)} to take the target from.`
        : `${rivals} are labelled ${to} of group ${group}: which one has the target is not known.`,
    )
  }
  const { type, externalName } = endpointOf(colour)
  if (externalName === null) throw notComputable(`${colour.metadata.name} is of type ${type} and has no target.`)
  return endpoint('ExternalName', externalName)
}

// Said as the API server stores it, so that its answer shows what others make of it and nothing else.
function portOf({ name, port, protocol = 'TCP', targetPort = port, appProtocol }: WantedPort): ServicePortObject {
  return { ...(name ? { name } : {}), protocol, port, targetPort, ...(appProtocol && { appProtocol }) }
}
