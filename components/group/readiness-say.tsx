import { Age } from '@/components/ui/age'
import { HostWords } from '@/components/ui/host-words'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { readinessWords } from './readiness-words'

/** The readiness of a group in a line or two: cause, then fix; all of the evidence in the tooltip, and in the sheet. */
export function ReadinessSay({ group }: { group: Group }) {
  const words = readinessWords(group)
  const { active, blue, green } = group.members
  const hosts = [
    ...[active, blue, green].flatMap((row) => (row ? [row.target ?? '', row.brokenAt ?? '', row.name] : [])),
    ...Object.values(group.holders).flat(),
  ]
  const oldest = group.readiness.checks.map(({ checkedAt }) => checkedAt).sort()[0] ?? null
  return (
    <p title={group.readiness.reasons.map(visibleText).join('\n')} className="text-12 wrap-anywhere text-fg-2">
      {words === null ? (
        <>
          Ready. One click switches it, and it can be undone.
          {oldest !== null && (
            <span className="text-fg-3">
              {' '}
              Checked <Age at={oldest} suffix="ago" />.
            </span>
          )}
        </>
      ) : (
        <>
          <b className="font-semibold text-fg">{visibleText(words.cause)}</b>{' '}
          <HostWords text={words.fix} hosts={hosts} />
        </>
      )}
    </p>
  )
}
