import { clsx } from 'clsx'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import { type DiffRow, diffRows } from './diff-rows'

/** What the server would store, field by field, one table for each object that is written. */
export function PlanDiff({ plan }: { plan: Plan }) {
  const writes = plan.writes.filter(({ diff }) => diff.length > 0)
  if (plan.writes.length > 1) return <OrderedWrites writes={plan.writes} />
  if (writes.length === 0) return <p className="text-fg-3">No field would change.</p>
  return (
    <div className="grid gap-2">
      {writes.map((write) => (
        <DiffTable
          key={`${write.ref.kind} ${write.ref.name}`}
          diff={write.diff}
          body={write.body}
          titles={['Before', 'After']}
        />
      ))}
    </div>
  )
}

/** Several writes in the order in which they are made, each with its own diff. */
function OrderedWrites({ writes }: Pick<Plan, 'writes'>) {
  return (
    <ol aria-label="Writes, in this order" className="grid gap-3">
      {writes.map(({ verb, ref, diff, body }, index) => (
        <li key={`${ref.kind} ${ref.name}`} className="grid min-w-0 gap-1">
          <p className="text-12 text-fg-2 wrap-anywhere">
            <span className="font-semibold text-fg">{index + 1}.</span> {verbWords[verb]} {ref.kind}{' '}
            <span className="mono-11">{visibleText(ref.name)}</span>
          </p>
          {diff.length > 0 && (
            <DiffTable diff={diff} body={verb === 'patch' ? body : null} titles={['Before', 'After']} />
          )}
        </li>
      ))}
    </ol>
  )
}

const verbWords: Readonly<Record<Write['verb'], string>> = { create: 'Create', patch: 'Patch', delete: 'Delete' }

type Write = Plan['writes'][number]

interface DiffTableProps {
  diff: Write['diff']
  /** The patch that asks for it; null where nothing does. */
  body: unknown
  titles: readonly [string, string]
}

/** Two columns of YAML, aligned line by line; one column on narrow screens. */
export function DiffTable({ diff, body, titles }: DiffTableProps) {
  return (
    <table className="mono w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-6 border border-line-2 max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="font-sans text-11 text-fg-3">
          {titles.map((title, index) => (
            <th
              key={title}
              scope="col"
              className={clsx('w-1/2 border-b border-line px-3 py-1 text-left font-normal', index === 1 && 'border-l')}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {diffRows({ diff, body }).map((row) => (
          <tr key={row.path} className="align-top max-sm:block">
            <Side row={row} side="before" />
            <Side row={row} side="after" />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const indents = ['pl-3', 'pl-6', 'pl-9', 'pl-12']
const signs = {
  before: { sign: '−', words: 'is', text: 'text-diff-del', tint: 'bg-diff-del-bg' },
  after: { sign: '+', words: 'would be', text: 'text-diff-add', tint: 'bg-diff-add-bg' },
} as const

function Side({ row, side }: { row: DiffRow; side: 'before' | 'after' }) {
  const value = row[side]
  const isHere = row.isParent || value !== null
  const { sign, words, text, tint } = signs[side]
  return (
    <td
      className={clsx(
        'py-0.5 pr-3 whitespace-pre-wrap wrap-anywhere max-sm:block',
        indents[Math.min(row.depth, indents.length - 1)],
        side === 'after' && 'border-l border-line max-sm:border-l-0',
        // In one column a parent stands once, and what a side does not have not at all.
        (!isHere || (row.isParent && side === 'after')) && 'max-sm:hidden',
        value !== null && tint,
      )}
    >
      {isHere && (
        <>
          {value !== null && (
            <span role="img" aria-label={words} className={clsx('mr-1.5', text)}>
              {sign}
            </span>
          )}
          <span className="text-fg-3">{visibleText(row.key)}:</span>
          {value !== null && <Value text={visibleText(value)} />}
          {row.isForeign && side === 'after' && (
            <span className="mt-0.5 block font-sans text-11 text-warning">
              not asked for: the server or a webhook does it
            </span>
          )}
        </>
      )}
    </td>
  )
}

const longestLine = 80

/** A long value is folded: it would hide the fields that matter. */
function Value({ text }: { text: string }) {
  if (text.length <= longestLine) return ` ${text}`
  return (
    <details className="group inline">
      <summary className="inline cursor-pointer rounded-4">
        {' '}
        <span className="group-open:hidden">{text.slice(0, longestLine / 2)}… </span>
        <span className="font-sans text-11 text-fg-3 underline">
          <span className="group-open:hidden">whole</span>
          <span className="hidden group-open:inline">fold</span>
        </span>
      </summary>
      {text}
    </details>
  )
}
