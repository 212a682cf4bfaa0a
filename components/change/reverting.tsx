import { Icon } from '@/components/ui/icon'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import { toolName } from '@/lib/domain/change/check-field-owner'
import type { Severity } from '@/lib/domain/resolution/severity'
import { spanWords } from './clock-text'

type FieldOwner = NonNullable<Plan['fieldOwner']>

const healingWords: Record<FieldOwner['heals'], { words: string; severity: Severity }> = {
  'self-heal': { words: 'by itself', severity: 'critical' },
  'next-sync': { words: 'at its next sync', severity: 'warning' },
  'next-upgrade': { words: 'at the next upgrade', severity: 'warning' },
  never: { words: 'nobody', severity: 'ok' },
  unknown: { words: 'not known', severity: 'info' },
}

/** Who writes the field, by which signals, and whether it will write the old target back. */
export function Reverting({ plan }: { plan: Plan }) {
  const { fieldOwner } = plan
  return (
    <section aria-label="Who will revert it" className="px-5 pb-3 max-sm:px-4">
      <h2 className="flex min-h-8 items-center gap-2.5 border-b border-line font-semibold">
        <Icon name="git" className="shrink-0 text-fg-2" />
        <span className="shrink-0">Who will revert it</span>
        <span className="min-w-0 truncate font-normal text-fg-3">{summary(plan)}</span>
      </h2>
      {fieldOwner && <Owner owner={fieldOwner} />}
      {fieldOwner && <Signals owner={fieldOwner} />}
    </section>
  )
}

function summary({ fieldOwner, ownerOfField }: Plan): string {
  if (fieldOwner?.excluded) return `${toolName(fieldOwner.tool)} leaves the field to others`
  if (fieldOwner === null) return ownerOfField === null ? 'nobody is known to' : `last written by ${ownerOfField}`
  if (fieldOwner.heals === 'never' || fieldOwner.heals === 'unknown') return healingWords[fieldOwner.heals].words
  const { tool, heals, withinSeconds } = fieldOwner
  const soon = withinSeconds === null ? '' : `, within ${spanWords(withinSeconds)}`
  return `${toolName(tool)}, ${healingWords[heals].words}${soon}`
}

/** What delivers the Service, and from where, as far as it is named. */
function Owner({ owner: { declaredBy, source, excluded, rivals } }: { owner: FieldOwner }) {
  const says = [
    declaredBy && `${declaredBy.kind} ${[declaredBy.namespace, declaredBy.name].filter(Boolean).join('/')} delivers it`,
    source && `from ${source}`,
    excluded,
    rivals.length > 0 && `${rivals.map((tool) => toolName(tool)).join(' and ')} claims it, too`,
  ].filter((each) => typeof each === 'string')
  if (says.length === 0) return null
  return <p className="py-1 wrap-anywhere text-fg-2">{says.map((each) => visibleText(each)).join('; ')}.</p>
}

function Signals({ owner }: { owner: FieldOwner }) {
  const { severity } = healingWords[owner.heals]
  return (
    <ul>
      {owner.manager !== null && !isNamed(owner, owner.manager) && (
        <Signal severity={severity} says={`${toolName(owner.tool)} wrote the target last`} by={owner.manager} />
      )}
      {owner.signals.map(({ tool, strength, says }) => (
        <Signal
          key={`${tool} ${says}`}
          severity={strength === 'strong' && [owner.tool, ...owner.rivals].includes(tool) ? severity : 'info'}
          says={tool === 'other' ? says : `${toolName(tool)}: ${says}`}
          by={strength === 'strong' ? 'a strong sign' : 'a weak sign'}
        />
      ))}
    </ul>
  )
}

function Signal({ severity, says, by }: { severity: Severity; says: string; by: string }) {
  return (
    <li className="flex min-h-[26px] items-center gap-3 py-0.5">
      <SeverityGlyph severity={severity} size={14} />
      <span className="min-w-0 wrap-anywhere">{visibleText(says)}</span>
      <span className="ml-auto shrink-0 text-right text-11 text-fg-3">{visibleText(by)}</span>
    </li>
  )
}

// A signal that names the manager says the same, and more.
function isNamed({ signals }: FieldOwner, manager: string): boolean {
  return signals.some(({ says }) => says.includes(manager))
}
