import type { TemplateId } from '@/lib/domain/manifest/template'

/** What a template is called, and what it is for by example. */
export const templateWords: Readonly<Record<TemplateId, { title: string; example: string }>> = {
  'managed-database': { title: 'Managed database', example: 'RDS, Cloud SQL' },
  cache: { title: 'Cache', example: 'ElastiCache, Redis' },
  'message-broker': { title: 'Message broker', example: 'MQ, Confluent' },
  search: { title: 'Search', example: 'OpenSearch, Elastic' },
  'http-api': { title: 'HTTP API', example: 'Stripe, API Gateway' },
  'legacy-system': { title: 'Legacy system', example: 'own data centre' },
  'other-cluster': { title: 'Other cluster', example: 'by its ingress' },
  'blue-green': { title: 'Blue-green', example: 'three at once' },
  blank: { title: 'Blank', example: 'from YAML' },
}
