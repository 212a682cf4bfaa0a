import type { CellMember } from './cell-member'
import { type Outlier, weightIn } from './outlier'
import { classKey } from './target-class'

interface PresentCell {
  environment: string
  members: readonly CellMember[]
}

interface OutlierContext {
  columns: readonly string[]
  /** The cells of the row that hold something. */
  cells: readonly PresentCell[]
}

const fewestCells = 3

/** Why a Service stands out among those of the other environments, worst first; two environments on different classes are normal. */
export function findOutliers(member: CellMember, { columns, cells }: OutlierContext): Outlier[] {
  if (member.targetClass.kind === 'placeholder') return [placeholder(member)]
  const shape = otherSide(member, cells) ?? otherClass(member, cells)
  return [foreignWord(member, columns), shape].filter((outlier) => outlier !== null)
}

/**
 * The environments where a dependency should be and is not: its systems are there, and a strict majority of at least three environments with them
 * has it.
 */
export function findMissing(present: readonly string[], inhabited: ReadonlySet<string>): Map<string, Outlier> {
  const others = [...inhabited].filter((environment) => !present.includes(environment))
  const all = present.length + others.length
  if (all < fewestCells || present.length * 2 <= all) return new Map()
  return new Map(
    others.map((environment) => [
      environment,
      {
        code: 'missing',
        severity: weightIn(environment),
        title: `No sibling in ${environment}`,
        evidence: `${present.length} of ${all} environments have it`,
      },
    ]),
  )
}

function placeholder({ environment, target }: CellMember): Outlier {
  return {
    code: 'placeholder',
    severity: environment === 'production' ? 'critical' : 'warning',
    title: `Placeholder left in by ${environment}`,
    evidence: `${target} is there to be replaced`,
  }
}

function foreignWord({ words: all, environment }: CellMember, columns: readonly string[]): Outlier | null {
  const words = all.filter((word) => word.environment !== null)
  if (words.some((word) => word.environment === environment)) return null
  const foreign = words.find(
    (word) =>
      environment === 'production' || word.environment === 'production' || columns.includes(word.environment ?? ''),
  )
  if (foreign === undefined) return null
  const touchesProduction = environment === 'production' || foreign.environment === 'production'
  return {
    code: 'other-environment-word',
    severity: touchesProduction ? 'critical' : 'warning',
    title: `A ${foreign.environment} host`,
    evidence: `"${foreign.text}" is the word of ${foreign.environment}`,
  }
}

/** Inside the cluster where the others are outside, or the other way round: no name under a company's own domain counts as inside. */
function otherSide(member: CellMember, cells: readonly PresentCell[]): Outlier | null {
  const inside = isInside(member)
  const votes = votesOf(cells, (each) => (isInside(each) ? 'inside' : 'outside'))
  const other = votes.filter((vote) => vote === (inside ? 'outside' : 'inside')).length
  if (other === 0) return null
  const isMinority = votes.length >= fewestCells && other * 2 > votes.length
  // Between equals it is only said, and once: where it leads into the cluster.
  if (!isMinority && (!inside || votes.length - other > other)) return null
  return {
    code: inside ? 'in-cluster-here' : 'outside-here',
    severity: isMinority ? weightIn(member.environment) : 'info',
    title: inside ? 'In the cluster here, outside elsewhere' : 'Outside here, in the cluster elsewhere',
    evidence: `${other} of ${votes.length} environments lead ${inside ? 'outside' : 'into the cluster'}`,
  }
}

function otherClass(member: CellMember, cells: readonly PresentCell[]): Outlier | null {
  const votes = votesOf(cells, ({ targetClass }) => classKey(targetClass))
  if (votes.length < fewestCells) return null
  const own = classKey(member.targetClass)
  const rival = votes.find((key) => key !== own && votes.filter((each) => each === key).length * 2 > votes.length)
  if (rival === undefined) return null
  const others = votes.filter((key) => key === rival).length
  return {
    code: 'other-class',
    severity: weightIn(member.environment),
    title: 'Another kind of host than elsewhere',
    evidence: `${others} of ${votes.length} environments share another class`,
  }
}

function isInside({ targetClass }: CellMember): boolean {
  return targetClass.kind === 'in-cluster'
}

/** One vote per environment: what all its Services say, and nothing from one that is divided or holds but placeholders. */
function votesOf(cells: readonly PresentCell[], sayOf: (member: CellMember) => string): string[] {
  return cells.flatMap(({ environment, members }) => {
    const said = new Set(members.filter(({ targetClass: { kind } }) => kind !== 'placeholder').map(sayOf))
    return said.size === 0 ? [] : said.size === 1 ? [...said] : [`divided in ${environment}`]
  })
}
