import { isObject, listAt, numberAt, textAt, textsOf } from '../json/json.ts'
import { checkDnsLabel } from '../rules/check-name.ts'
import { allocateService } from '../rules/service/allocate-service.ts'
import { dropTypeDependentFields } from '../rules/service/drop-type-dependent-fields.ts'
import { portsOf, specOf, typeOf } from '../rules/service/service-spec.ts'
import { serviceWarnings } from '../rules/service/service-warnings.ts'
import { setServiceDefaults } from '../rules/service/set-service-defaults.ts'
import { validateService } from '../rules/service/validate-service.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn, selectorText, wideColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

export const serviceKind = defineKind({
  kind: 'Service',
  resource: 'services',
  shortNames: ['svc'],
  isInAll: true,
  definition: 'api.core.v1.Service',
  hasStatus: true,
  checkName: checkDnsLabel,
  selectableFieldNames: ['spec.clusterIP', 'spec.type'],
  selectableFields: (service) => ({
    'spec.clusterIP': textAt(service, 'spec', 'clusterIP'),
    'spec.type': typeOf(service),
  }),
  unknownFieldMessage: (field) => `field label not supported: ${field}`,
  createsOnUpdate: true,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column('Type', typeOf),
    column('Cluster-IP', (service) => textAt(service, 'spec', 'clusterIP') || '<none>'),
    column('External-IP', externalAddress),
    column('Port(s)', portsText),
    ageColumn,
    wideColumn('Selector', (service) => selectorText(textsOf(specOf(service).selector))),
  ],
  rules: {
    setDefaults: setServiceDefaults,
    prepareCreate: (service) => {
      service.status = { loadBalancer: {} }
      if (typeOf(service) === 'ExternalName') delete specOf(service).internalTrafficPolicy
    },
    allocate: allocateService,
    prepareUpdate: dropTypeDependentFields,
    validate: validateService,
    warnings: serviceWarnings,
  },
})

function externalAddress(service: KubeObject): string {
  const spec = specOf(service)
  const external = listAt(spec, 'externalIPs').join(',')
  const ingress = listAt(service, 'status', 'loadBalancer', 'ingress')
    .filter(isObject)
    .map((item) => textAt(item, 'ip') || textAt(item, 'hostname'))
  switch (typeOf(service)) {
    case 'ExternalName':
      return textAt(spec, 'externalName')
    case 'LoadBalancer':
      return [...ingress, ...(external === '' ? [] : [external])].join(',') || '<pending>'
    default:
      return external || '<none>'
  }
}

function portsText(service: KubeObject): string {
  const ports = portsOf(service).map((port) => {
    const node = numberAt(port, 'nodePort')
    return `${numberAt(port, 'port')}${node > 0 ? `:${node}` : ''}/${textAt(port, 'protocol')}`
  })
  return ports.join(',') || '<none>'
}
