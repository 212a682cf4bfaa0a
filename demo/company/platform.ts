import type { CompanyNamespace } from './company-namespace.ts'

const https = { https: 443 }
const external = { 'app.kubernetes.io/part-of': 'external-services' }

/** What every team uses: sign-in, messages, telemetry, data, and a namespace set aside for references. */
export const platform: readonly CompanyNamespace[] = [
  {
    name: 'identity-prod',
    annotations: { 'backstage.io/owner': 'group:default/identity' },
    aliases: [
      { name: 'directory', target: 'ldap.corp.quillmoor.example', ports: { ldaps: 636 } },
      { name: 'accounts-db', target: 'ep-quiet-fen-a2b4.eu-central-1.aws.neon.tech', ports: { postgres: 5432 } },
      { name: 'tenant', target: 'quillmoor.eu.auth0.com', ports: https },
    ],
    workloads: [{ name: 'sign-in', kind: 'Deployment', replicas: 2, port: 8443, uses: { LDAP_HOST: 'directory' } }],
  },
  {
    name: 'messaging',
    labels: { environment: 'production' },
    aliases: [
      { name: 'mail', target: 'smtp.sendgrid.net.', ports: { submission: 587 }, annotations: { team: 'messaging' } },
      { name: 'text-messages', target: 'api.ringback.example', ports: https, annotations: { team: 'messaging' } },
      { name: 'events', target: 'quillmoor.servicebus.windows.net', ports: { amqps: 5671 } },
    ],
  },
  {
    name: 'observability',
    labels: { environment: 'production' },
    annotations: { team: 'platform' },
    aliases: [
      { name: 'metrics-archive', target: 'ingest.metricvault.example', ports: https },
      { name: 'pager', target: 'events.pagerduty.com', ports: https },
    ],
    workloads: [
      { name: 'otel-collector', kind: 'Deployment', replicas: 2, port: 4317, uses: { ARCHIVE: 'metrics-archive' } },
    ],
  },
  {
    name: 'external-services',
    labels: { environment: 'production', purpose: 'external-service-references' },
    aliases: [
      { name: 'exchange-rates', target: 'api.ratewell.example', ports: https, labels: external },
      {
        name: 'maps',
        target: 'tiles.atlasry.example',
        ports: https,
        labels: external,
        annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'maps.quillmoor.example' },
      },
    ],
  },
  {
    name: 'data-platform',
    labels: { environment: 'production' },
    annotations: { owner: 'data@quillmoor.example' },
    aliases: [
      { name: 'stream', target: 'pkc-4kq7m.eu-central-1.aws.confluent.cloud', ports: { kafka: 9092 } },
      { name: 'reporting', target: 'quillmoor.eu-central-1.snowflakecomputing.com', ports: https },
      { name: 'exports', target: 'quillmoor-exports.s3.eu-central-1.amazonaws.com', ports: https },
      { name: 'forecasts', target: 'forecasts.ml-serving.svc.cluster.local', ports: { http: 80 } },
    ],
    workloads: [
      { name: 'stock-db-rw', kind: 'StatefulSet', replicas: 1, port: 5432 },
      { name: 'pipelines', kind: 'Deployment', replicas: 1, port: 8080, uses: { KAFKA: 'stream:9092' } },
    ],
  },
  {
    name: 'data-platform-staging',
    aliases: [
      { name: 'stock-db', target: 'stock-db-rw.data-platform-staging.svc.cluster.local', ports: { postgres: 5432 } },
    ],
    workloads: [{ name: 'stock-db-rw', kind: 'StatefulSet', replicas: 0, port: 5432 }],
  },
]
