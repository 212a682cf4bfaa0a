import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'

const longestValue = 400

/** What the server would store, field by field: as it is, and as it would be. */
export function PlanDiff({ plan }: { plan: Plan }) {
  const lines = plan.writes.flatMap((write) => write.diff)
  if (lines.length === 0) return <p className="text-fg-3">No field would change.</p>
  return (
    <section
      aria-label="Fields that change"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="mono overflow-x-auto rounded-6 border border-line-2"
    >
      {lines.map((line) => (
        <div key={line.path} className="w-max min-w-full">
          {line.before !== null && line.before !== undefined && <Line sign="−" path={line.path} value={line.before} />}
          {line.after !== null && line.after !== undefined && <Line sign="+" path={line.path} value={line.after} />}
        </div>
      ))}
    </section>
  )
}

function Line({ sign, path, value }: { sign: '+' | '−'; path: string; value: unknown }) {
  const tint = sign === '+' ? 'bg-diff-add-bg text-diff-add' : 'bg-diff-del-bg text-diff-del'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = visibleText(text.length > longestValue ? `${text.slice(0, longestValue)}…` : text)
  return (
    <div className={`flex gap-3 px-3 py-0.5 whitespace-pre ${tint}`}>
      <span role="img" aria-label={sign === '+' ? 'after' : 'before'}>
        {sign}
      </span>
      <span className="text-fg">
        <span className="text-fg-3">{visibleText(path)}:</span> {shown}
      </span>
    </div>
  )
}
