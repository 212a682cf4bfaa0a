import { blueGreen, labelledGroup } from './blue-green.ts'
import type { CompanyNamespace } from './company-namespace.ts'

const https = { https: 443 }
const otel = 'otel-collector.observability.svc.cluster.local'

/** The shop's pages, in all three environments. */
export const storefront: readonly CompanyNamespace[] = [
  {
    name: 'storefront',
    labels: { environment: 'production' },
    annotations: { 'a8r.io/owner': 'storefront-team', 'a8r.io/chat': 'https://chat.quillmoor.example/storefront' },
    aliases: [
      ...blueGreen(
        'pages-api',
        {
          active: 'pages-blue.eu.quillmoor.example',
          blue: 'pages-blue.eu.quillmoor.example',
          green: 'pages-green.eu.quillmoor.example',
        },
        { ports: https, annotations: { description: 'Content of the shop pages, served by the edge platform' } },
      ),
      { name: 'search', target: 'quillmoor-dsn.algolia.net', ports: https },
      { name: 'images', target: 'd2quillmoor01.cloudfront.net', ports: https },
      {
        name: 'recommendations',
        target: 'recommend.ml.fra2.clusters.quillmoor.example',
        ports: { grpc: 8443 },
        annotations: { owner: 'machine-learning@quillmoor.example', description: 'Runs in the cluster fra2' },
      },
      {
        name: 'sessions',
        target: 'sessions.qm4r1s.0001.euc1.cache.amazonaws.com',
        ports: { redis: 6379 },
        labels: { 'app.kubernetes.io/component': 'cache' },
      },
      { name: 'loyalty', target: 'loyalty.crm.ams1.clusters.quillmoor.example', ports: https },
      {
        name: 'baskets',
        target: 'quillmoor-baskets.qm4r1s.0001.euc1.cache.amazonaws.com',
        ports: { redis: 6379 },
        labels: { 'app.kubernetes.io/component': 'cache' },
      },
      { name: 'otel-collector', target: otel, ports: { otlp: 4317 } },
      // Copied from staging, and nobody changed the host.
      { name: 'newsletter', target: 'news.stg.quillmoor.example' },
      ...labelledGroup(
        'media',
        [
          { name: 'media', target: 'media-2023.eu.quillmoor.example', role: 'active' },
          { name: 'media-2023', target: 'media-2023.eu.quillmoor.example', role: 'blue' },
          { name: 'media-2026', target: 'media-2026.eu.quillmoor.example', role: 'green' },
        ],
        { ports: https, application: 'storefront' },
      ),
    ],
    workloads: [
      {
        name: 'web',
        kind: 'Deployment',
        replicas: 3,
        port: 8080,
        uses: { PAGES_API: 'pages-api', SEARCH_HOST: 'search.storefront.svc', SESSION_STORE: 'sessions' },
      },
    ],
    routes: [{ name: 'images', host: 'images.quillmoor.example', service: 'images', port: 443 }],
  },
  {
    name: 'storefront-staging',
    annotations: { owner: 'storefront@quillmoor.example' },
    aliases: [
      ...blueGreen(
        'pages-api',
        {
          active: 'pages-green.stg.quillmoor.example',
          blue: 'pages-blue.stg.quillmoor.example',
          green: 'pages-green.stg.quillmoor.example',
        },
        { ports: https },
      ),
      { name: 'newsletter', target: 'news.stg.quillmoor.example' },
      { name: 'recommendations', target: 'recommend-stg.ml.fra2.clusters.quillmoor.example' },
      { name: 'images', target: 'images.stg.quillmoor.example' },
    ],
  },
  {
    name: 'storefront-dev',
    annotations: { team: 'storefront' },
    aliases: [
      { name: 'pages-api', target: 'pages.dev.quillmoor.example', ports: https },
      { name: 'search', target: 'search.placeholder.example.com', ports: https },
      { name: 'newsletter', target: 'news.dev.quillmoor.example' },
      { name: 'recommendations', target: 'recommend-mock.storefront-dev.svc.cluster.local' },
      { name: 'images', target: 'images.dev.quillmoor.example' },
    ],
    workloads: [{ name: 'recommend-mock', kind: 'Deployment', replicas: 1, port: 80 }],
  },
]
