import { type Place, places, type Rights, sharedHost } from './bleed-stage.ts'

export interface Question {
  readonly operation: string
  readonly path: string
  readonly body?: object
  /** The namespace that it is about; absent where it is about all. */
  readonly place?: Place
  /** What the answer's status must be for whoever has these rights in that namespace; absent where it is 200 for everybody. */
  readonly status?: (rights: Rights) => readonly number[]
  /** Whether an answer tells of a namespace to whoever has these rights there. `never`: of none, whatever the rights. */
  readonly tells: (rights: Rights) => boolean | 'maybe'
  /** It tells of namespaces by their names. */
  readonly names?: true
}

const listed = ({ list }: Rights) => list
const got = ({ get }: Rights) => get
const never = () => false
const ifListed = ({ list }: Rights) => (list ? 'maybe' : false)
const ifGot = ({ get }: Rights) => (get ? 'maybe' : false)
const seen = ({ get }: Rights) => [get ? 200 : 404]
// Who may not patch is told so of any name, there or not; of what is there they learn nothing.
const written = ({ patch }: Rights) => (patch ? [200, 201, 409, 422] : [403, 404])
const v1 = '/api/v1'

/** What is asked of every operation, `cluster` being the cluster's name; each tells what an answer may tell of whom. */
export function questionsOf(cluster: string): Question[] {
  const list = (path: string, tells: Question['tells'] = listed): Question => ({
    operation: `get ${path.replace(/\?.*/, '')}`,
    path,
    tells,
  })
  return [
    list(`${v1}/services?limit=500&facets=all`),
    list(`${v1}/services/history`, never),
    list(`${v1}/groups?limit=500`),
    list(`${v1}/session`, never),
    { ...list(`${v1}/namespaces?cluster=${cluster}`), names: true },
    list(`${v1}/dependencies?limit=500&q=bleed`),
    list(`${v1}/findings?limit=500&q=bleed`),
    list(`${v1}/changes?limit=500`),
    list(`${v1}/migrations?limit=500`),
    list(`${v1}/environments?limit=500`, ifListed),
    list(`${v1}/environments/export?format=json`, ifListed),
    list(`${v1}/reviews?limit=500&queue=all&q=bleed`),
    list(`${v1}/findings/policy?rule=NO_OWNER:warn`, never),
    { ...list(`${v1}/dependencies/${sharedHost}`), operation: `get ${v1}/dependencies/{host}`, status: anyOf },
    {
      ...list(`${v1}/dependencies/${sharedHost}/diagram`, ifListed),
      operation: `get ${v1}/dependencies/{host}/diagram`,
      status: anyOf,
    },
    {
      operation: `post ${v1}/environments/import`,
      path: `${v1}/environments/import`,
      body: { cluster, namespace: 'default', files: [{ path: 'kustomization.yaml', text: 'resources: []\n' }] },
      tells: ifListed,
      status: () => [200, 422],
    },
    ...places.flatMap((place) => questionsAbout(cluster, place)),
  ]
}

const anyOf = () => [200, 404]

function questionsAbout(cluster: string, place: Place): Question[] {
  const { namespace, word } = place
  const service = (name: string) => ({ cluster, namespace, name })
  const own = (path: string) => `${v1}/services/${cluster}/${namespace}/api${path}`
  const pattern = (path: string) => `${v1}/services/{cluster}/{namespace}/{name}${path}`
  const reads = ['', '/resolution', '/diagram?kind=flow', '/manifest', '/describe', '/changes', '/consumers']
  const retarget = { kind: 'retarget', service: service('api'), target: `v2.${word}.bleed.example` }
  const carried = { request: retarget, hash: '0'.repeat(64), changeId: place.change }
  const at = { place, tells: ifGot }
  const post = (operation: string, body: object, status: Question['status'], path = operation): Question => ({
    ...at,
    operation: `post ${operation}`,
    path,
    body,
    ...(status && { status }),
  })
  return [
    ...reads.map(
      (path): Question => ({
        ...at,
        operation: `get ${pattern(path.replace(/\?.*/, ''))}`,
        path: own(path),
        status: seen,
        tells: path === '/consumers' || path === '/changes' ? ifGot : got,
      }),
    ),
    { ...at, operation: `get ${pattern('/lookup')}`, path: own(`/lookup?namespace=${namespace}`), status: seen },
    post(pattern('/resolution'), {}, seen, own('/resolution')),
    post(pattern('/troubleshoot'), { symptom: 'resolution-fails' }, seen, own('/troubleshoot')),
    {
      operation: `get ${v1}/workloads`,
      path: `${v1}/workloads?cluster=${cluster}&namespace=${namespace}`,
      place,
      status: ({ workloads }) => [workloads ? 200 : 403],
      tells: ({ workloads }) => workloads,
    },
    {
      operation: `get ${v1}/dependencies/{host}`,
      path: `${v1}/dependencies/v1.${word}.bleed.example`,
      place,
      status: ({ list }) => [list ? 200 : 404],
      tells: listed,
    },
    {
      operation: `get ${v1}/changes/{cluster}/{namespace}/{name}/{id}`,
      path: `${v1}/changes/${cluster}/${namespace}/both/${place.change}`,
      ...at,
      status: seen,
    },
    {
      operation: `get ${v1}/migrations/{cluster}/{namespace}/{name}/{id}`,
      path: `${v1}/migrations/${cluster}/${namespace}/moving/${place.migration}`,
      ...at,
      status: seen,
    },
    post(`${v1}/plans`, retarget, written),
    post(`${v1}/changes`, carried, written),
    post(`${v1}/proposals`, carried, written),
    post(
      `${v1}/changes/{cluster}/{namespace}/{name}/{id}/decision`,
      { decision: 'keep', reason: 'kept by a test' },
      written,
      `${v1}/changes/${cluster}/${namespace}/both/${place.change}/decision`,
    ),
    post(
      `${v1}/migrations`,
      {
        id: place.migration,
        service: service('moving'),
        spec: { pattern: 'provider-to-provider', target: `v3.${word}.bleed.example` },
      },
      written,
    ),
    post(
      `${v1}/migrations/{cluster}/{namespace}/{name}/{id}/actions`,
      { action: 'retract', item: 'no-such-item' },
      written,
      `${v1}/migrations/${cluster}/${namespace}/moving/${place.migration}/actions`,
    ),
    post(
      `${v1}/reviews`,
      {
        decision: 'needs-change',
        reason: 'a test',
        items: [{ ...service('api'), uid: 'unknown', hash: '0'.repeat(64), previous: null }],
      },
      ({ get }) => [get ? 403 : 404],
    ),
    { ...post(`${v1}/targets`, { cluster, namespace, target: `v1.${word}.bleed.example` }, () => [403]), tells: never },
    { ...post(`${v1}/namespaces`, { cluster, name: `bleed-new-${word}` }, () => [403]), tells: never },
  ]
}
