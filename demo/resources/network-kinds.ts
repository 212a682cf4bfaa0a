import { listAt, objectAt, textAt, textsOf, valueAt } from '../json/json.ts'
import { type FieldError, invalid, required } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn, selectorText } from './columns.ts'
import { defineKind } from './define-kind.ts'

const shownHosts = 3

export const ingressKind = defineKind({
  group: 'networking.k8s.io',
  kind: 'Ingress',
  resource: 'ingresses',
  shortNames: ['ing'],
  definition: 'api.networking.v1.Ingress',
  hasStatus: true,
  createsOnUpdate: true,
  columns: [
    nameColumn,
    column('Class', (ingress) => textAt(ingress, 'spec', 'ingressClassName') || '<none>'),
    column('Hosts', hostsText),
    column('Address', (ingress) =>
      listAt(ingress, 'status', 'loadBalancer', 'ingress')
        .map((item) => textAt(item, 'ip') || textAt(item, 'hostname'))
        .join(','),
    ),
    column('Ports', (ingress) => (listAt(ingress, 'spec', 'tls').length > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
  rules: {
    hasGeneration: true,
    prepareCreate: (ingress) => {
      ingress.status = { loadBalancer: {} }
    },
    validate: checkIngress,
  },
})

function hostsText(ingress: KubeObject): string {
  const hosts = listAt(ingress, 'spec', 'rules')
    .map((rule) => textAt(rule, 'host'))
    .filter((host) => host !== '')
  if (hosts.length === 0) return '*'
  const more = hosts.length - shownHosts
  return more > 0 ? `${hosts.slice(0, shownHosts).join(',')} + ${more} more...` : hosts.join(',')
}

function checkIngress(ingress: KubeObject): FieldError[] {
  const rules = listAt(ingress, 'spec', 'rules')
  if (rules.length === 0 && valueAt(ingress, 'spec', 'defaultBackend') === undefined) {
    const why = 'either `defaultBackend` or `rules` must be specified'
    return [invalid('spec', objectAt(ingress, 'spec'), why)]
  }
  return rules.flatMap((rule, index) =>
    listAt(rule, 'http', 'paths').flatMap((path, at) =>
      textAt(path, 'pathType') === ''
        ? [required(`spec.rules[${index}].http.paths[${at}].pathType`, 'pathType must be specified')]
        : [],
    ),
  )
}

export const networkPolicyKind = defineKind({
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  resource: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  definition: 'api.networking.v1.NetworkPolicy',
  createsOnUpdate: true,
  columns: [
    nameColumn,
    column('Pod-Selector', (policy) => selectorText(textsOf(objectAt(policy, 'spec', 'podSelector').matchLabels))),
    ageColumn,
  ],
  rules: {
    hasGeneration: true,
    setDefaults: (policy) => {
      const spec = objectAt(policy, 'spec')
      spec.podSelector ??= {}
      spec.policyTypes ??= spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']
      policy.spec = spec
    },
  },
})
