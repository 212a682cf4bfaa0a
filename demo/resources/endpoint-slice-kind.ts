import { isIP, isIPv4, isIPv6 } from 'node:net'
import { equalJson } from '../json/equal-json.ts'
import { isObject, type Json, listAt, textAt } from '../json/json.ts'
import { checkEndpointAddress, notAnAddress } from '../rules/check-endpoint-address.ts'
import { checkDnsSubdomain } from '../rules/check-name.ts'
import { duplicate, type FieldError, invalid, notSupported, required } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

const types = ['FQDN', 'IPv4', 'IPv6']
const shownItems = 3

export const endpointSliceKind = defineKind({
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  resource: 'endpointslices',
  definition: 'api.discovery.v1.EndpointSlice',
  columns: [
    nameColumn,
    column('AddressType', (slice) => textAt(slice, 'addressType')),
    column('Ports', (slice) =>
      shown(
        listAt(slice, 'ports').map((port) => String(isObject(port) ? (port.port ?? '*') : '*')),
        '<unset>',
      ),
    ),
    column('Endpoints', (slice) =>
      shown(
        listAt(slice, 'endpoints')
          .flatMap((item) => listAt(item, 'addresses'))
          .map(String),
        '<unset>',
      ),
    ),
    ageColumn,
  ],
  rules: {
    hasGeneration: true,
    setDefaults: (slice) => {
      for (const port of listAt(slice, 'ports').filter(isObject)) {
        port.name ??= ''
        port.protocol ??= 'TCP'
      }
      for (const endpoint of listAt(slice, 'endpoints').filter(isObject)) endpoint.conditions ??= {}
    },
    validate: (slice, old) => [...checkAddressType(slice, old), ...checkEndpoints(slice), ...checkSlicePorts(slice)],
    warnings: (slice) => (slice.addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
  },
})

function shown(items: readonly string[], none: string): string {
  if (items.length === 0) return none
  const more = items.length - shownItems
  return more > 0 ? `${items.slice(0, shownItems).join(',')} + ${more} more...` : items.join(',')
}

function checkAddressType(slice: KubeObject, old: KubeObject | null): FieldError[] {
  const type = textAt(slice, 'addressType')
  if (old !== null && !equalJson(type, textAt(old, 'addressType')))
    return [invalid('addressType', null, 'field is immutable')]
  if (type === '') return [required('addressType')]
  return types.includes(type) ? [] : [notSupported('addressType', type, types)]
}

function checkEndpoints(slice: KubeObject): FieldError[] {
  const type = textAt(slice, 'addressType')
  return listAt(slice, 'endpoints').flatMap((endpoint, index) => {
    const path = `endpoints[${index}].addresses`
    const addresses = listAt(endpoint, 'addresses')
    if (addresses.length === 0) return [required(path)]
    return addresses.flatMap((address, at) => checkAddress(address, type, path, at))
  })
}

function checkAddress(address: Json, type: string, path: string, index: number): FieldError[] {
  const text = String(address)
  const here = `${path}[${index}]`
  if (type === 'FQDN') return checkDnsSubdomain(text).map((why) => invalid(here, text, why))
  if (isIP(text) === 0) return [invalid(here, text, notAnAddress)]
  if (type === 'IPv4' && !isIPv4(text)) return [invalid(path, text, 'must be an IPv4 address')]
  if (type === 'IPv6' && !isIPv6(text)) return [invalid(path, text, 'must be an IPv6 address')]
  return checkEndpointAddress(text, here)
}

function checkSlicePorts(slice: KubeObject): FieldError[] {
  const names = new Set<string>()
  return listAt(slice, 'ports').flatMap((port, index) => {
    const name = textAt(port, 'name')
    const errors: FieldError[] = []
    if (names.has(name)) errors.push(duplicate(`ports[${index}].name`, name))
    names.add(name)
    const protocol = textAt(port, 'protocol')
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol))
      errors.push(notSupported(`ports[${index}].protocol`, protocol, ['SCTP', 'TCP', 'UDP']))
    return errors
  })
}
