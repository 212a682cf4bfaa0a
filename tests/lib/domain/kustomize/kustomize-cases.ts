/** A kustomization in `overlay`, and the Services that `kubectl kustomize` makes of it: held against kubectl in tests/cluster. */
export interface KustomizeCase {
  title: string
  files: Record<string, string>
  services: { metadata: Record<string, unknown>; spec: Record<string, unknown> }[]
}

const services = `apiVersion: v1
kind: Service
metadata: {name: primary-database, labels: {tier: data}}
spec:
  type: ExternalName
  externalName: placeholder.example.com
  ports: [{name: pg, port: 5432}, {name: metrics, port: 9187, protocol: TCP}]
---
apiVersion: v1
kind: Service
metadata: {name: cache-cluster, annotations: {note: 'yes', at: '12:30', count: 5, on: true}}
spec: {type: ExternalName, externalName: placeholder.example.com}
`
const base = {
  'base/kustomization.yaml': 'resources: [services.yaml]\n',
  'base/services.yaml': services,
}
const database = {
  metadata: { name: 'primary-database', labels: { tier: 'data' } },
  spec: {
    ...{ type: 'ExternalName', externalName: 'placeholder.example.com' },
    ports: [
      { name: 'pg', port: 5432 },
      { name: 'metrics', port: 9187, protocol: 'TCP' },
    ],
  },
}
const cache = {
  metadata: { name: 'cache-cluster', annotations: { note: 'yes', at: '12:30', count: '5', on: 'true' } },
  spec: { type: 'ExternalName', externalName: 'placeholder.example.com' },
}

const overlay = (text: string, more: Record<string, string> = {}) => ({
  ...base,
  'overlay/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`,
  ...more,
})

const merge = (name: string, host: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {externalName: ${host}}\n`

const withSpec = (one: KustomizeCase['services'][number], spec: object, metadata: object = {}) => ({
  metadata: { ...one.metadata, ...metadata },
  spec: { ...one.spec, ...spec },
})

export const cases: readonly KustomizeCase[] = [
  {
    title: 'the deprecated patchesStrategicMerge and bases, with several documents in a file and one inline',
    files: overlay(
      `bases: [../base]\nnamespace: shop-dev\npatchesStrategicMerge:\n- p.yaml\n- |-\n  apiVersion: v1\n  kind: Service\n  metadata: {name: cache-cluster, labels: {a: b}}\n`,
      {
        'overlay/p.yaml': `${merge('primary-database', 'dev-db')}---\n${merge('cache-cluster', 'dev-redis.company.com')}`,
      },
    ),
    services: [
      withSpec(database, { externalName: 'dev-db' }, { namespace: 'shop-dev' }),
      withSpec(cache, { externalName: 'dev-redis.company.com' }, { namespace: 'shop-dev', labels: { a: 'b' } }),
    ],
  },
  {
    title: 'patches by path, inline and by target, as strategic merge and as JSON 6902',
    files: overlay(
      `resources: [../base]\npatches:\n- path: p.yaml\n- target: {kind: Service, name: cache-.*}\n  patch: |-\n    - op: replace\n      path: /spec/externalName\n      value: one.company.com\n    - {op: add, path: /metadata/annotations/a.b~1c, value: x}\n    - {op: remove, path: /metadata/annotations/note}\n    - {op: replace, path: /spec/sessionAffinity, value: None}\n    - {op: add, path: /spec/ports, value: [{port: 1}]}\n    - {op: add, path: /spec/ports/-1, value: {port: 2}}\n    - {op: copy, from: /spec/ports/-1, path: /spec/ports/0}\n    - {op: remove, path: /spec/ports/-1}\n    - {op: test, path: /spec/selector, value: null}\n- target: {labelSelector: tier=data}\n  patch: '{"kind": "Service", "metadata": {"name": "any", "annotations": {"b": 5, "c": null}}}'\n`,
      { 'overlay/p.yaml': merge('primary-database', 'prod-db.company.com') },
    ),
    services: [
      withSpec(database, { externalName: 'prod-db.company.com' }, { annotations: { b: '5', c: 'null' } }),
      withSpec(
        cache,
        { externalName: 'one.company.com', sessionAffinity: 'None', ports: [{ port: 2 }, { port: 1 }] },
        { annotations: { at: '12:30', count: '5', on: 'true', 'a.b/c': 'x' } },
      ),
    ],
  },
  {
    title: 'the deprecated patchesJson6902, after names and labels were given',
    files: overlay(
      `resources: [../base]\nnamePrefix: dev-\nnameSuffix: -v2\ncommonAnnotations: {team: shop}\nlabels: [{pairs: {env: dev}}]\npatchesJson6902:\n- target: {version: v1, kind: Service, name: primary-database}\n  path: p.json\n`,
      { 'overlay/p.json': '[{"op": "replace", "path": "/metadata/labels/env", "value": "patched"}]' },
    ),
    services: [
      withSpec(
        database,
        {},
        { name: 'dev-primary-database-v2', labels: { tier: 'data', env: 'patched' }, annotations: { team: 'shop' } },
      ),
      withSpec(
        cache,
        {},
        {
          name: 'dev-cache-cluster-v2',
          labels: { env: 'dev' },
          annotations: { ...cache.metadata.annotations, team: 'shop' },
        },
      ),
    ],
  },
  {
    title: 'common labels, which are selectors too, and labels that include them',
    files: overlay(
      `resources: [../base]\ncommonLabels: {app: shop}\nlabels: [{pairs: {team: x}, includeSelectors: true}]\n`,
    ),
    services: [
      withSpec(
        database,
        { selector: { team: 'x', app: 'shop' } },
        { labels: { tier: 'data', team: 'x', app: 'shop' } },
      ),
      withSpec(cache, { selector: { team: 'x', app: 'shop' } }, { labels: { team: 'x', app: 'shop' } }),
    ],
  },
  {
    title:
      'ports merged by number and protocol, added before the others, and lost where one side alone says the protocol; a Service taken out',
    files: overlay(
      `resources: [../base]\npatches:\n- patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata: {name: primary-database}\n    spec:\n      ports:\n      - {port: 5433, name: second, protocol: TCP}\n      - {port: 5432, name: first}\n      - {port: 9187, $patch: delete}\n- patch: |-\n    {apiVersion: v1, kind: Service, metadata: {name: cache-cluster}, $patch: delete}\n`,
    ),
    services: [
      withSpec(database, {
        ports: [
          { port: 5433, name: 'second', protocol: 'TCP' },
          { port: 5432, name: 'first' },
          { name: 'metrics', port: 9187, protocol: 'TCP' },
        ],
      }),
    ],
  },
  {
    title: 'an alias that becomes a Service in the cluster, with null and with remove',
    files: overlay(
      `resources: [../base]\npatches:\n- target: {kind: Service, name: cache-cluster}\n  patch: |-\n    - {op: remove, path: /spec/externalName}\n    - {op: replace, path: /spec/type, value: ClusterIP}\n    - {op: add, path: /spec/selector, value: {app: cache}}\n- patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata: {name: primary-database, labels: null}\n    spec: {externalName: null, type: ClusterIP, selector: {app: db}}\n`,
    ),
    services: [
      {
        metadata: { name: 'primary-database' },
        spec: { ports: database.spec.ports, type: 'ClusterIP', selector: { app: 'db' } },
      },
      { metadata: cache.metadata, spec: { type: 'ClusterIP', selector: { app: 'cache' } } },
    ],
  },
  {
    title: 'a patch that names an object as it was called in its base',
    files: {
      ...base,
      'middle/kustomization.yaml': 'resources: [../base]\nnamePrefix: shop-\nnamespace: shop\n',
      'overlay/kustomization.yaml': `resources: [../middle]\nnamespace: shop-prod\npatches: [{path: p.yaml}, {path: q.yaml, target: {name: cache-cluster}}]\n`,
      'overlay/p.yaml': merge('primary-database', 'prod.company.com'),
      'overlay/q.yaml': merge('whatever', 'prod-cache.company.com'),
    },
    services: [
      withSpec(
        database,
        { externalName: 'prod.company.com' },
        { name: 'shop-primary-database', namespace: 'shop-prod' },
      ),
      withSpec(
        cache,
        { externalName: 'prod-cache.company.com' },
        { name: 'shop-cache-cluster', namespace: 'shop-prod' },
      ),
    ],
  },
  {
    title: 'a component, and what is only there for tools left out',
    files: overlay('resources: [../base]\ncomponents: [../part]\n', {
      'part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n- target: {name: primary.*}\n  patch: |-\n    - {op: replace, path: /spec/externalName, value: part.company.com}\n- target: {name: cache-cluster}\n  patch: |-\n    - {op: add, path: /metadata/annotations/config.kubernetes.io~1local-config, value: "true"}\n',
    }),
    services: [withSpec(database, { externalName: 'part.company.com' })],
  },
]

export const refusedCases: readonly { title: string; files: Record<string, string>; message: string }[] = [
  {
    title: 'a base without its kustomization',
    files: { 'base/services.yaml': services, 'overlay/kustomization.yaml': 'resources: [../base]\n' },
    message: 'there is no kustomization.yaml in it',
  },
  {
    title: 'a patch for an object that there is not',
    files: overlay('resources: [../base]\npatches: [{path: p.yaml}]\n', { 'overlay/p.yaml': merge('other', 'x.y') }),
    message: 'there is no Service other to patch',
  },
  {
    title: 'a patch file outside of the folder',
    files: overlay('resources: [../base]\npatches: [{path: ../base/services.yaml}]\n'),
    message: 'lies outside of the folder',
  },
  {
    title: 'an unknown field',
    files: overlay('resources: [../base]\nnamespaces: x\n'),
    message: 'unknown field "namespaces"',
  },
  {
    title: 'the same Service twice',
    files: overlay('resources: [../base, more.yaml]\n', { 'overlay/more.yaml': merge('cache-cluster', 'x.y') }),
    message: 'Service cache-cluster comes twice',
  },
  {
    title: 'an operation on a field that there is not',
    files: overlay(
      'resources: [../base]\npatches: [{target: {kind: Service}, patch: "- {op: remove, path: /spec/selector}"}]\n',
    ),
    message: 'there is nothing at /selector',
  },
  {
    title: 'a file that is missing',
    files: overlay('resources: [../base, other.yaml]\n'),
    message: 'other.yaml is not among what was given',
  },
  {
    title: 'two kustomization files in a folder',
    files: overlay('resources: [../base]\n', { 'overlay/kustomization.yml': 'resources: []\n' }),
    message: 'kustomize wants one',
  },
]
