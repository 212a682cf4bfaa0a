import { precheckSeverity } from '@/components/change/precheck-severity'
import { Age } from '@/components/ui/age'
import { LaneArm } from '@/components/ui/lane-arm'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { colours } from '@/lib/domain/group/colour'

type Check = Group['readiness']['checks'][number]

/** Every check that stands of a group: of the switch, and of each colour; with what was seen, and when. */
export function GroupChecks({ group, id }: { group: Group; id: string }) {
  const { checks } = group.readiness
  const of = (lane: Check['lane']) => checks.filter((check) => check.lane === lane)
  return (
    <section
      id={id}
      aria-label={`Checks of ${group.name}`}
      className="col-span-full grid grid-cols-3 gap-x-6 gap-y-3 border-t border-line bg-sunken px-5 py-3 max-md:grid-cols-[minmax(0,1fr)] max-sm:px-4"
    >
      <div className="min-w-0">
        <h3 className="mb-1 h-5 text-12 font-semibold">The switch</h3>
        <Checks checks={of(null)} />
      </div>
      {colours.map((colour) => (
        <div key={colour} className="min-w-0">
          <h3 className="mb-1">
            <LaneArm colour={colour} live={group.live === colour} />
          </h3>
          {of(colour).length > 0 ? (
            <Checks checks={of(colour)} />
          ) : (
            <p className="text-12 text-fg-3">No target to check.</p>
          )}
        </div>
      ))}
    </section>
  )
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 text-12">
      {checks.map((check) => (
        <li key={check.code} className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2">
          <SeverityGlyph severity={precheckSeverity[check.state]} size={14} label={check.state} className="mt-0.5" />
          <span className="min-w-0 wrap-anywhere">
            {visibleText(check.title)} <span className="text-fg-3">{visibleText(check.evidence)}</span>
          </span>
          <Age at={check.checkedAt} className="text-11 text-fg-3" />
        </li>
      ))}
    </ul>
  )
}
