import { isObject, listAt, textAt, valueAt } from '../json/json.ts'
import { checkEndpointAddress } from '../rules/check-endpoint-address.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

const shownItems = 3

export const endpointsKind = defineKind({
  kind: 'Endpoints',
  resource: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  definition: 'api.core.v1.Endpoints',
  createsOnUpdate: true,
  verbWarning: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  columns: [nameColumn, column('Endpoints', endpointsText), ageColumn],
  rules: {
    setDefaults: (endpoints) => {
      for (const subset of listAt(endpoints, 'subsets'))
        for (const port of listAt(subset, 'ports').filter(isObject)) port.protocol ??= 'TCP'
    },
    validate: (endpoints) =>
      listAt(endpoints, 'subsets').flatMap((subset, index) =>
        listAt(subset, 'addresses').flatMap((address, at) =>
          checkEndpointAddress(textAt(address, 'ip'), `subsets[${index}].addresses[${at}].ip`),
        ),
      ),
  },
})

function endpointsText(endpoints: KubeObject): string {
  const all = listAt(endpoints, 'subsets').flatMap((subset) =>
    listAt(subset, 'addresses').flatMap((address) => {
      const ports = listAt(subset, 'ports')
      const ip = textAt(address, 'ip')
      return ports.length === 0 ? [ip] : ports.map((port) => `${ip}:${String(valueAt(port, 'port') ?? '')}`)
    }),
  )
  if (all.length === 0) return '<none>'
  const more = all.length - shownItems
  return more > 0 ? `${all.slice(0, shownItems).join(',')} + ${more} more...` : all.join(',')
}
