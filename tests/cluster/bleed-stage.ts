import { randomUUID } from 'node:crypto'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { alias, namespace } from '../journeys/manifests.ts'

export const people = Array.from({ length: 50 }, (_, n) => `person-${String(n).padStart(2, '0')}`)
/** No word is part of another, of a route or of what the console says by itself. */
const words = ['qopal', 'qruby', 'qjade', 'qonyx', 'qagate', 'qtopaz', 'qamber', 'qpearl', 'qberyl', 'qgarnet']
export const home = 'bleed-people'
export const sharedHost = 'shared.bleed.example'

/** What somebody may do in one namespace, as the API server answers `kubectl auth can-i`. */
export interface Rights {
  readonly list: boolean
  readonly get: boolean
  readonly patch: boolean
  readonly workloads: boolean
}

export interface Place {
  /** Stands in everything that it holds, but not in its name, which refusals repeat. */
  readonly word: string
  readonly namespace: string
  readonly change: string
  readonly migration: string
}

export const places: readonly Place[] = words.map((word, n) => ({
  word,
  namespace: `bleed-${n}`,
  change: randomUUID(),
  migration: randomUUID(),
}))

const right = {
  list: { apiGroups: [''], resources: ['services'], verbs: ['list'] },
  get: { apiGroups: [''], resources: ['services'], verbs: ['get'] },
  patch: { apiGroups: [''], resources: ['services'], verbs: ['patch'] },
  workloads: { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs: ['list'] },
} satisfies Record<keyof Rights, object>
const rightNames = ['list', 'get', 'patch', 'workloads'] as const
const mixes: ReadonlyArray<ReadonlyArray<keyof Rights>> = [
  [],
  ['list'],
  ['get'],
  ['list', 'get'],
  ['list', 'get', 'workloads'],
  ['list', 'get', 'patch'],
  ['list', 'get', 'patch', 'workloads'],
]

/** Namespaces that each hold what nobody else may see, and people with rights drawn by `random` in each, three of them everywhere. */
export function stageObjects(random: () => number): object[] {
  const everywhere = people.slice(0, 3)
  const drawn = people
    .slice(3)
    .flatMap((person) =>
      places.map((place) => ({ person, place, mix: mixes[Math.floor(random() * mixes.length)] ?? [] })),
    )
  return [
    namespace(home),
    ...people.map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: home } })),
    role('ClusterRole', { name: 'bleed-everywhere' }, [right.list, right.get]),
    binding('ClusterRole', { name: 'bleed-everywhere' }, everywhere),
    ...places.flatMap((place) => [
      ...contentsOf(place),
      ...rightNames.flatMap((name) => {
        const holders = drawn.filter((each) => each.place === place && each.mix.includes(name))
        const metadata = { name: `bleed-${name}`, namespace: place.namespace }
        return [
          role('Role', metadata, [right[name]]),
          binding(
            'Role',
            metadata,
            holders.map(({ person }) => person),
          ),
        ]
      }),
    ]),
  ]
}

function contentsOf({ word, namespace: home }: Place): object[] {
  const owner = { 'a8r.io/owner': `team-${word}`, 'a8r.io/description': `about ${word}` }
  return [
    namespace(home),
    alias(home, 'api', `v1.${word}.bleed.example`, owner),
    alias(home, 'api-blue', `v1.${word}.bleed.example`, owner),
    alias(home, 'api-green', `v2.${word}.bleed.example`, owner),
    alias(home, 'both', sharedHost, owner),
    alias(home, 'moving', `v1.${word}.bleed.example`, owner),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `uses-${word}`, namespace: home },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'uses' } },
        template: {
          metadata: { labels: { app: 'uses' } },
          spec: { containers: [{ name: 'app', image: 'none', env: [{ name: 'API', value: `http://api.${home}` }] }] },
        },
      },
    },
  ]
}

function role(kind: 'Role' | 'ClusterRole', metadata: object, rules: readonly object[]): object {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, rules }
}

function binding(kind: 'Role' | 'ClusterRole', metadata: { name: string }, names: readonly string[]): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name },
    // As themselves by token, and by name where a proxy says who they are.
    subjects: names.flatMap((name) => [
      { kind: 'ServiceAccount', name, namespace: home },
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name },
    ]),
  }
}

/** What the API server says of each of them in each namespace, by `person/word`. */
export async function askRights(plane: ControlPlane): Promise<ReadonlyMap<string, Rights>> {
  const questions = people.flatMap((person) =>
    places.flatMap((place) => rightNames.map((name) => ({ person, place, name }))),
  )
  const items = questions.map(({ person, place, name }) => {
    const { apiGroups, resources, verbs } = right[name]
    const attributes = { namespace: place.namespace, verb: verbs[0], group: apiGroups[0], resource: resources[0] }
    const spec = { user: person, groups: ['system:authenticated'], resourceAttributes: attributes }
    return { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec }
  })
  const { stdout, stderr, code } = await plane.kubectl(
    ['create', '-o', 'jsonpath={.status.allowed}{"\\n"}', '-f', '-'],
    { stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) },
  )
  if (code !== 0) throw new Error(stderr)
  const answers = stdout.trim().split('\n')
  const found = new Map<string, Rights>()
  for (const [index, { person, place, name }] of questions.entries()) {
    const key = `${person}/${place.word}`
    const none = { list: false, get: false, patch: false, workloads: false }
    found.set(key, { ...(found.get(key) ?? none), [name]: answers[index] === 'true' })
  }
  return found
}
