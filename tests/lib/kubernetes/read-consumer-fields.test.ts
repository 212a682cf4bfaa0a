import { describe, expect, it } from 'vitest'
import { readConsumerFields } from '@/lib/kubernetes/read-consumer-fields'

const container = {
  name: 'app',
  image: 'my-db:5432',
  env: [
    { name: 'DB_HOST', value: 'my-db' },
    { name: 'SECRET', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  ],
  command: ['server'],
  args: ['--db-host', 'my-db', '--verbose'],
  readinessProbe: { httpGet: { host: 'my-db', port: 80 } },
}
const podSpec = { containers: [container], initContainers: [{ name: 'wait', args: ['my-db:5432'] }] }
const fields = (kind: string, object: object) =>
  readConsumerFields(kind, {
    ...JSON.parse(JSON.stringify({ metadata: { name: 'x', namespace: 'n' }, ...object })),
  }).map(({ field, key, value, isHost, namespace = '' }) => [field, key, value, isHost, namespace].join(' '))

describe('the fields of an object that may name a host', () => {
  it('are the environment, the words and the probes of every container, by name', () => {
    const at = 'spec.template.spec.containers[app]'
    expect(fields('Deployment', { spec: { template: { spec: podSpec } } })).toEqual([
      'spec.template.spec.initContainers[wait].args[0]  my-db:5432 false ',
      `${at}.env[DB_HOST] DB_HOST my-db false `,
      `${at}.command[0]  server false `,
      `${at}.args[0]  --db-host false `,
      `${at}.args[1] --db-host my-db false `,
      `${at}.args[2]  --verbose false `,
      `${at}.readinessProbe.httpGet.host  my-db true `,
    ])
    const cronJob = { spec: { jobTemplate: { spec: { template: { spec: podSpec } } } } }
    expect(fields('CronJob', cronJob)[0]).toContain('spec.jobTemplate.spec.template.spec.initContainers[wait].args[0]')
  })

  it('of pods and jobs only where nobody else made them', () => {
    const made = { metadata: { name: 'x', ownerReferences: [{ kind: 'ReplicaSet', controller: true }] } }
    expect(fields('Pod', { spec: podSpec }).length).toBeGreaterThan(0)
    expect(fields('Pod', { spec: podSpec, ...made })).toEqual([])
    expect(fields('Job', { spec: { template: { spec: podSpec } }, ...made })).toEqual([])
  })

  it('of a ConfigMap are its texts, not those of our own records, and of a Secret none', () => {
    expect(fields('ConfigMap', { data: { 'app.yml': 'host: my-db' }, binaryData: { b: 'bXktZGI=' } })).toEqual([
      'data[app.yml] app.yml host: my-db false ',
    ])
    for (const name of ['signpost-history.n.my-db', 'signpost-reviews.n']) {
      expect(fields('ConfigMap', { metadata: { name, namespace: 'n' }, data: { a: 'my-db.n.svc' } })).toEqual([])
    }
    expect(fields('Secret', { data: { a: 'my-db' }, stringData: { a: 'my-db' } })).toEqual([])
  })

  it('of an Ingress and of routes are the Services behind them, in the namespace that they name', () => {
    const ingress = {
      defaultBackend: { service: { name: 'a' } },
      rules: [{ http: { paths: [{ backend: { service: { name: 'b' } } }, { backend: { resource: { name: 'c' } } }] } }],
    }
    expect(fields('Ingress', { spec: ingress })).toEqual([
      'spec.defaultBackend.service.name  a true ',
      'spec.rules[0].http.paths[0].backend.service.name  b true ',
    ])
    const rule = {
      backendRefs: [{ name: 'a' }, { name: 'b', namespace: 'other' }, { name: 'c', kind: 'Backend' }],
      filters: [{ requestMirror: { backendRef: { name: 'd' } } }],
    }
    expect(fields('HTTPRoute', { spec: { rules: [rule] } })).toEqual([
      'spec.rules[0].backendRefs[0].name  a true ',
      'spec.rules[0].backendRefs[1].name  b true other',
      'spec.rules[0].filters[0].requestMirror.backendRef.name  d true ',
    ])
  })

  it('of Istio are destinations, mirrors, hosts and endpoints', () => {
    const http = [{ route: [{ destination: { host: 'a' } }], mirror: { host: 'b' } }]
    expect(
      fields('VirtualService', { spec: { http, tcp: [{ route: [{ destination: { host: 'c.n.svc' } }] }] } }),
    ).toEqual([
      'spec.http[0].route[0].destination.host  a true ',
      'spec.http[0].mirror.host  b true ',
      'spec.tcp[0].route[0].destination.host  c.n.svc true ',
    ])
    expect(fields('ServiceEntry', { spec: { hosts: ['a.example'], endpoints: [{ address: 'b.example' }] } })).toEqual([
      'spec.hosts[0]  a.example true ',
      'spec.endpoints[0].address  b.example true ',
    ])
  })

  it('are none of what is not as it should be', () => {
    for (const spec of [null, 7, [], { template: 'x' }, { template: { spec: { containers: [null, { env: {} }] } } }])
      expect(fields('Deployment', { spec })).toEqual([])
    expect(fields('Ingress', { spec: { rules: [null, { http: { paths: 'x' } }] } })).toEqual([])
  })
})
