import type { ServicePortObject } from '@/lib/domain/service/service-object'
import { toYaml } from './to-yaml'

export const templateIds = [
  'managed-database',
  'cache',
  'message-broker',
  'search',
  'http-api',
  'legacy-system',
  'other-cluster',
  'blue-green',
  'blank',
] as const

export type TemplateId = (typeof templateIds)[number]

/** Where an alias is to be made, as far as that is chosen. */
export interface TemplatePlace {
  namespace: string
  /** The environment of the namespace, for the label of the alias; null where nobody says. */
  environment: string | null
}

interface Template {
  component: string | null
  ports: readonly ServicePortObject[]
}

const tls: readonly ServicePortObject[] = [{ name: 'https', port: 443, protocol: 'TCP' }]

const templates: Readonly<Record<Exclude<TemplateId, 'blue-green'>, Template>> = {
  'managed-database': { component: 'database', ports: [{ name: 'postgres', port: 5432, protocol: 'TCP' }] },
  cache: { component: 'cache', ports: [{ name: 'redis', port: 6379, protocol: 'TCP' }] },
  'message-broker': { component: 'message-broker', ports: [{ name: 'amqps', port: 5671, protocol: 'TCP' }] },
  search: { component: 'search', ports: tls },
  'http-api': { component: 'api', ports: tls },
  'legacy-system': { component: 'legacy', ports: [] },
  'other-cluster': { component: 'remote-cluster', ports: tls },
  blank: { component: null, ports: [] },
}

/** The YAML that a new alias starts from: its name and target are left to be said. For a blue-green group see `trioText`. */
export function templateText(id: Exclude<TemplateId, 'blue-green'>, { namespace, environment }: TemplatePlace): string {
  const { component, ports } = templates[id]
  const labels = {
    ...(component === null ? {} : { 'app.kubernetes.io/component': component }),
    ...(environment === null || component === null ? {} : { environment }),
  }
  return toYaml({
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: {
      name: '',
      ...(namespace === '' ? {} : { namespace }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    },
    spec: { type: 'ExternalName', externalName: '', ...(ports.length === 0 ? {} : { ports }) },
  })
}
