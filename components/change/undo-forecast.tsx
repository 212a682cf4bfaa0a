import { Icon } from '@/components/ui/icon'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { targetWords } from './lane-of'
import { targetsOf } from './plan-targets'

/** What undoing the change would write back and hold, and what it could not bring back. */
export function UndoForecast({ plan, members }: { plan: Plan; members: Group['members'] | null }) {
  const { from, to } = targetsOf(plan)
  if (plan.request.kind === 'undo') return null
  return (
    <section aria-label="Undo">
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">
        <Icon name="undo" className="text-fg-2" />
        Undo <span className="font-normal text-fg-3">one click, while it soaks and after</span>
      </h3>
      <p className="py-1.5 pl-[26px] wrap-anywhere text-fg-2">
        Writes {visibleText(targetWords(from, members))} back, and holds {visibleText(targetWords(to, members))} until
        someone gives a reason.
      </p>
      {plan.cannotComeBack.length > 0 && (
        <ul aria-label="Cannot come back">
          {plan.cannotComeBack.map((sentence) => (
            <li key={sentence} className="flex gap-3 py-1">
              <SeverityGlyph severity="warning" size={14} className="mt-[3px] shrink-0" />
              <span className="min-w-0 wrap-anywhere">{visibleText(sentence)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
