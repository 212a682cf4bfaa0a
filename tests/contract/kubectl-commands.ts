import type { Identity } from '../control-plane/identities.ts'

export interface KubectlCommand {
  readonly args: readonly string[]
  readonly stdin?: object
  /** A command whose output stands in the input where it says `filledIn`. */
  readonly fillFrom?: readonly string[]
  readonly identity?: Identity
  /** Commands that are given while this one still runs, once it wrote something. */
  readonly meanwhile?: readonly (readonly string[])[]
}

/** What `fillFrom` replaces. */
export const filledIn = '(filled in)'

const namespace = 'kubectl-session'
const here = ['-n', namespace]

const service = (name: string, spec: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, ...metadata },
  spec,
})
const alias = (name: string, externalName: string, metadata: object = {}) =>
  service(name, { type: 'ExternalName', externalName }, metadata)
const list = (...items: object[]) => ({ apiVersion: 'v1', kind: 'List', items })

const inHere = (...args: string[]): KubectlCommand => ({ args: [...args, ...here] })
const withInput = (stdin: object, ...args: string[]): KubectlCommand => ({ args: [...args, '-f', '-'], stdin })
const as = (identity: 'viewer' | 'editor' | 'nobody', ...args: string[]): KubectlCommand => ({ args, identity })

const aliases = list(
  alias('api', 'api-v1.backend.com', { labels: { app: 'api', tier: 'edge' } }),
  alias('db', 'db.example.com', { labels: { app: 'db' }, annotations: { note: 'kept' } }),
  service('web', { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }),
)
const withPorts = service('api', {
  type: 'ExternalName',
  externalName: 'api-v3.backend.com',
  ports: [{ name: 'https', port: 443 }],
})
const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'db-1', namespace, labels: { 'kubernetes.io/service-name': 'db' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['203.0.113.7'] }],
  ports: [{ name: 'pg', port: 5432 }],
}
const event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'switched', namespace },
  involvedObject: { apiVersion: 'v1', kind: 'Service', name: 'api', namespace, uid: filledIn },
  reason: 'Switched',
  message: 'from api-v1.backend.com to api-v2.backend.com',
  type: 'Normal',
  source: { component: 'signpost' },
  firstTimestamp: '2026-11-24T00:00:00Z',
  lastTimestamp: '2026-11-24T00:00:00Z',
  count: 1,
}

const reading: readonly KubectlCommand[] = [
  inHere('get', 'services'),
  inHere('get', 'svc', '-o', 'wide'),
  inHere('get', 'services', '--show-labels'),
  inHere('get', 'service', 'api', '-o', 'yaml'),
  inHere('get', 'service', 'api', '-o', 'json', '--show-managed-fields'),
  inHere('get', 'services', '-o', 'name'),
  inHere('get', 'services', '-o', 'jsonpath={range .items[*]}{.metadata.name}={.spec.externalName}{"\\n"}{end}'),
  inHere('get', 'services', '-o', 'custom-columns=NAME:.metadata.name,TYPE:.spec.type,TARGET:.spec.externalName'),
  inHere('get', 'services', '--sort-by=.spec.externalName', '-o', 'name'),
  inHere('get', 'services', '-l', 'app in (api,db)', '-o', 'name'),
  inHere('get', 'services', '--field-selector', 'spec.type=ExternalName', '-o', 'name'),
  inHere('get', 'services', '--field-selector', 'spec.externalName=db.example.com'),
  inHere('get', 'services', '--chunk-size=1', '-o', 'name'),
  inHere('get', 'service', 'absent'),
  inHere('get', 'service', 'absent', '--ignore-not-found'),
  inHere('get', 'service/api', 'service/db', '-o', 'name'),
  inHere('describe', 'service', 'api'),
  inHere('describe', 'service', 'web'),
]

const changing: readonly KubectlCommand[] = [
  withInput(alias('api', 'api-v2.backend.com', { labels: { app: 'api', tier: 'edge' } }), 'diff'),
  withInput(alias('api', 'api-v2.backend.com', { labels: { app: 'api' } }), 'apply'),
  withInput(alias('api', 'api-v2.backend.com', { labels: { app: 'api' } }), 'apply'),
  withInput(alias('api', 'api-v2.backend.com', { labels: { app: 'api' } }), 'diff'),
  withInput(withPorts, 'apply', '--dry-run=server', '-o', 'yaml'),
  withInput(withPorts, 'apply'),
  inHere('patch', 'service', 'api', '--type=merge', '-p', '{"spec":{"externalName":"api-v4.backend.com"}}'),
  inHere('patch', 'service', 'api', '--type=merge', '-p', '{"spec":{"externalName":"api-v4.backend.com"}}'),
  inHere('patch', 'service', 'api', '--type=json', '-p', '[{"op":"test","path":"/spec/externalName","value":"x"}]'),
  inHere('patch', 'service', 'api', '--type=json', '-p', '[{"op":"replace","path":"/spec/ports/0/port","value":8443}]'),
  inHere('patch', 'service', 'api', '-p', '{"spec":{"ports":[{"name":"plain","port":80}]}}', '-o', 'yaml'),
  inHere('patch', 'service', 'api', '--type=merge', '-p', '{"spec":{"externalName":"Not_A_Name"}}'),
  inHere('patch', 'service', 'db', '--type=merge', '-p', '{"spec":{"type":"ClusterIP","externalName":null}}'),
  inHere('label', 'service', 'db', 'team=data'),
  inHere('label', 'service', 'db', 'team=other'),
  inHere('label', 'service', 'db', 'team=other', '--overwrite'),
  inHere('annotate', 'service', 'db', 'note-'),
  inHere('get', 'service', 'db', '-o', 'jsonpath={.metadata.labels}{.metadata.annotations}'),
  inHere('create', 'service', 'externalname', 'made', '--external-name', 'made.example.com'),
  inHere('create', 'service', 'externalname', 'made', '--external-name', 'made.example.com'),
  inHere('create', 'configmap', 'settings', '--from-literal=a=1'),
  inHere('get', 'configmaps', 'settings', '-o', 'yaml'),
  withInput(service('odd', { type: 'ExternalName', externalName: 'a.com', externalNmae: 'b.com' }), 'create'),
  withInput(slice, 'create'),
  inHere('get', 'endpointslices'),
  { ...withInput(event, 'create'), fillFrom: ['get', 'service', 'api', '-o', 'jsonpath={.metadata.uid}', ...here] },
  inHere('get', 'events'),
  inHere('events', '--for', 'service/api'),
  inHere('describe', 'service', 'api'),
  withInput(alias('applied', 'a.com'), 'apply', '--server-side'),
  withInput(alias('applied', 'b.com'), 'apply', '--server-side', '--field-manager=another'),
  {
    args: ['get', 'service', 'made', '-w', '--request-timeout=4s', '--output-watch-events', ...here],
    meanwhile: [
      ['patch', 'service', 'made', '--type=merge', '-p', '{"spec":{"externalName":"moved.example.com"}}', ...here],
      ['delete', 'service', 'made', ...here],
      ['create', 'service', 'externalname', 'made', '--external-name', 'moved.example.com', ...here],
    ],
  },
  inHere('wait', '--for=jsonpath={.spec.externalName}=moved.example.com', 'service/made', '--timeout=20s'),
  { args: ['explain', 'service.spec.externalName'] },
]

const asking: readonly KubectlCommand[] = [
  { args: ['auth', 'can-i', 'delete', 'services', '-A'] },
  as('viewer', 'auth', 'can-i', 'list', 'services', '-A'),
  as('viewer', 'auth', 'can-i', 'patch', 'services', ...here),
  as('editor', 'auth', 'can-i', 'patch', 'services', '-n', 'editor-home'),
  as('nobody', 'auth', 'can-i', 'get', 'services', ...here),
  as('viewer', 'auth', 'whoami'),
  as('viewer', 'get', 'services', ...here, '-o', 'name'),
  as('viewer', 'delete', 'service', 'api', ...here),
  as('nobody', 'get', 'services', ...here),
  { args: ['api-resources', '--api-group=discovery.k8s.io'] },
  { args: ['api-resources', '--api-group=events.k8s.io', '-o', 'wide'] },
  { args: ['get', 'services', '-A', '-l', 'app=db'] },
  { args: ['get', 'namespace', namespace] },
  { args: ['get', '--raw', '/readyz'] },
]

const ending: readonly KubectlCommand[] = [
  withInput(alias('made', 'replaced.example.com'), 'replace'),
  inHere('delete', 'service', 'made', '--dry-run=server'),
  inHere('delete', 'service', 'made'),
  inHere('delete', 'service', 'made'),
  inHere('delete', 'services', '-l', 'app=db'),
  inHere('get', 'services', '-o', 'name'),
  { args: ['delete', 'namespace', namespace, '--wait=false'] },
]

/** A session of an operator with kubectl: look, change, ask for rights, clean up. */
export const sessionCommands: readonly KubectlCommand[] = [
  { args: ['create', 'namespace', namespace] },
  withInput(aliases, 'create'),
  ...reading,
  ...changing,
  ...asking,
  ...ending,
]
