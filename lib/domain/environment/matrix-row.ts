import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import type { CellMember } from './cell-member'
import { findMissing, findOutliers } from './find-outliers'
import type { LogicalDependency } from './logical-dependency'
import type { MatrixState } from './matrix-state'
import type { Outlier } from './outlier'
import { classKey } from './target-class'

export interface CellEntry<M extends CellMember = CellMember> {
  member: M
  /** A for the class that most environments have, then B and so on; null for what has none, such as a placeholder. */
  letter: string | null
  outliers: Outlier[]
}

/** What stands for a dependency in one environment: a Service per cluster, mostly one; `missing` says why nothing there stands out. */
export interface MatrixCell<M extends CellMember = CellMember> {
  environment: string
  entries: CellEntry<M>[]
  missing: Outlier | null
}

export interface MatrixRow<M extends CellMember = CellMember> {
  system: string
  name: string
  state: MatrixState
  /** The worst of its outliers, `ok` for none. */
  severity: Severity
  cells: MatrixCell<M>[]
}

export interface MatrixFrame {
  /** The columns, in promotion order. */
  environments: readonly string[]
  /** The environments in which the systems of the dependency have any Service. */
  inhabited: ReadonlySet<string>
}

/** One dependency over the environments: which class each target is of, and what stands out, with its reason. */
export function matrixRow<M extends CellMember>(
  { system, name, members }: LogicalDependency<M>,
  { environments, inhabited }: MatrixFrame,
): MatrixRow<M> {
  const byEnvironment = new Map(environments.map((environment): [string, M[]] => [environment, []]))
  for (const member of members) byEnvironment.get(member.environment)?.push(member)
  const present = [...byEnvironment].filter(([, there]) => there.length > 0)
  const letters = lettersOf(present.map(([, there]) => there))
  const context = {
    columns: environments,
    cells: present.map(([environment, there]) => ({ environment, members: there })),
  }
  const missing = findMissing(
    present.map(([environment]) => environment),
    inhabited,
  )
  const cells = [...byEnvironment].map(([environment, there]) => ({
    environment,
    entries: there.map((member) => entryOf(member, letters, findOutliers(member, context))),
    missing: missing.get(environment) ?? null,
  }))
  const outliers = cells.flatMap((cell) => [
    ...cell.entries.flatMap((entry) => entry.outliers),
    ...(cell.missing === null ? [] : [cell.missing]),
  ])
  return { system, name, state: stateOf(outliers, letters, present.length), severity: worstOf(outliers), cells }
}

function entryOf<M extends CellMember>(
  member: M,
  letters: ReadonlyMap<string, string>,
  outliers: Outlier[],
): CellEntry<M> {
  return { member, letter: letters.get(classKey(member.targetClass)) ?? null, outliers }
}

function lettersOf(cells: readonly (readonly CellMember[])[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const members of cells) {
    const keys = new Set(members.filter(hasClass).map(({ targetClass }) => classKey(targetClass)))
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const ordered = [...counts].sort(([, many], [, few]) => few - many).map(([key]) => key)
  return new Map(ordered.map((key, at) => [key, String.fromCodePoint(65 + Math.min(at, 25))]))
}

/** Placeholders and what is no name are of no class: they are like nothing, not even each other. */
function hasClass({ targetClass: { kind } }: CellMember): boolean {
  return kind !== 'placeholder' && kind !== 'not-a-name'
}

function stateOf(outliers: readonly Outlier[], letters: ReadonlyMap<string, string>, present: number): MatrixState {
  if (outliers.length > 0) return 'stands-out'
  if (present < 2) return 'single'
  return letters.size > 1 ? 'different' : 'alike'
}

function worstOf(outliers: readonly Outlier[]): Severity {
  const [worst] = outliers.map(({ severity }) => severity).sort((a, b) => severityRank(a) - severityRank(b))
  return worst ?? 'ok'
}
