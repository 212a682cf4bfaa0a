import { compareText } from '@/lib/domain/compare-text'
import { knownEnvironment } from './environment-words'

/** A Service as a matrix takes it: one that has an environment. */
export interface Member {
  cluster: string
  namespace: string
  name: string
  environment: string
  labels: Readonly<Record<string, string>>
}

/** What applications know by one name, with the Services that stand for it in each environment. `system` is what their namespaces share, '' for nothing. */
export interface LogicalDependency<M extends Member = Member> {
  system: string
  name: string
  members: readonly M[]
}

interface Placed<M extends Member> {
  member: M
  system: string
  name: string
}

const partOfKey = 'app.kubernetes.io/part-of'
const componentKey = 'app.kubernetes.io/component'

/**
 * Services of several environments that are one dependency: the same name in namespaces that differ by the word of their environment alone
 * (`shop`, `shop-dev`), or the same `part-of` with the same name or component, as long as that names one Service of each environment and cluster.
 * Sorted by system, then name; members by cluster, namespace and name.
 */
export function findLogicalDependencies<M extends Member>(members: Iterable<M>): LogicalDependency<M>[] {
  const all = [...members].sort(byPlace)
  const groups = new Groups<M>()
  const names = new Set(all.map(({ cluster, namespace, name }) => `${cluster}/${namespace}/${name}`))
  const placed = all.map((member) => {
    const bare = withoutOwnWord(member.name, member.environment)
    const isTaken = bare === '' || names.has(`${member.cluster}/${member.namespace}/${bare}`)
    return { member, system: systemOf(member), name: isTaken ? member.name : bare }
  })
  for (const each of placed) groups.add(each)
  for (const keys of labelled(placed)) groups.joinWhereSingle(keys)
  return groups.all().map(describe).sort(bySystem)
}

/** What a namespace is called without the word of its environment; '' when it is called by nothing else. */
export function systemOf({ namespace, environment }: Pick<Member, 'namespace' | 'environment'>): string {
  return withoutOwnWord(namespace, environment)
}

function withoutOwnWord(name: string, environment: string): string {
  const isOwn = (part: string) => {
    const word = part.replace(/\d{1,2}$/, '')
    return part === environment || (knownEnvironment(word) ?? word) === environment
  }
  const parts = name.split('-').filter((part) => !isOwn(part))
  const bare = parts.join('-')
  // An environment of several words, such as `blue-lab`.
  const own = environment.includes('-') ? bare.replace(new RegExp(`(^|-)${escaped(environment)}(?=-|$)`), '') : bare
  return own.replace(/^-/, '')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function keyOf({ system, name }: Placed<Member>): string {
  return `${system}/${name}`
}

/** The keys of dependencies that a label says are one, a set per label. */
function labelled(placed: readonly Placed<Member>[]): Set<string>[] {
  const sets = new Map<string, Set<string>>()
  const put = (label: string, key: string) => sets.set(label, (sets.get(label) ?? new Set()).add(key))
  for (const each of placed) {
    const { labels } = each.member
    const partOf = labels[partOfKey]
    const component = labels[componentKey]
    if (partOf === undefined) continue
    put(`name ${partOf}/${each.name}`, keyOf(each))
    if (component !== undefined) put(`component ${partOf}/${component}`, keyOf(each))
  }
  return [...sets.values()].filter((keys) => keys.size > 1)
}

class Groups<M extends Member> {
  readonly #byKey = new Map<string, { placed: Placed<M>[] }>()

  add(each: Placed<M>): void {
    const known = this.#byKey.get(keyOf(each))
    if (known) known.placed.push(each)
    else this.#byKey.set(keyOf(each), { placed: [each] })
  }

  /** Makes the groups of the keys one, unless two Services of one environment and cluster would share a cell. */
  joinWhereSingle(keys: ReadonlySet<string>): void {
    const groups = [...new Set([...keys].flatMap((key) => this.#byKey.get(key) ?? []))]
    const placed = groups.flatMap((group) => group.placed)
    const cells = new Set(placed.map(({ member: { cluster, environment } }) => `${cluster}/${environment}`))
    if (groups.length < 2 || cells.size < placed.length) return
    const joined = { placed }
    for (const each of placed) this.#byKey.set(keyOf(each), joined)
  }

  all(): Placed<M>[][] {
    return [...new Set(this.#byKey.values())].map(({ placed }) => placed)
  }
}

/** It is called as most of its members are: by one of the keys that are its own alone. */
function describe<M extends Member>(placed: readonly Placed<M>[]): LogicalDependency<M> {
  const counts = new Map<string, { count: number; system: string; name: string }>()
  for (const each of placed) {
    const { system, name } = each
    counts.set(keyOf(each), { count: (counts.get(keyOf(each))?.count ?? 0) + 1, system, name })
  }
  const [first] = [...counts].sort(([a, many], [b, few]) => few.count - many.count || compareText(a, b))
  return {
    system: first?.[1].system ?? '',
    name: first?.[1].name ?? '',
    members: placed.map(({ member }) => member).sort(byPlace),
  }
}

function byPlace(a: Member, b: Member): number {
  return compareText(a.cluster, b.cluster) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name)
}

function bySystem(a: LogicalDependency, b: LogicalDependency): number {
  return compareText(a.system, b.system) || compareText(a.name, b.name)
}
