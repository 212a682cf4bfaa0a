import { severities } from '@/lib/domain/resolution/severity'
import { MenuCheck } from './menu'
import { SeverityGlyph } from './severity-glyph'

interface FacetValuesProps {
  field: string
  /** How many each value would give. */
  counts: Readonly<Record<string, number>>
  chosen: readonly string[]
  /** Said where no value occurs. */
  none: string
  wordsOf: (value: string) => string
  onToggle: (value: string) => void
}

/** The values of one filter that occur, with how many each would give; severities in their own order, what is chosen always. */
export function FacetValues({ field, counts, chosen, none, wordsOf, onToggle }: FacetValuesProps) {
  const known = new Set([...chosen, ...Object.keys(counts)])
  const values = field === 'severity' ? severities.filter((severity) => known.has(severity)) : [...known]
  if (values.length === 0) return <p className="px-2 py-1 text-12 text-fg-3">{none}</p>
  return values.map((value) => {
    const severity = field === 'severity' ? severities.find((each) => each === value) : undefined
    return (
      <MenuCheck
        key={value}
        checked={chosen.includes(value)}
        count={counts[value] ?? 0}
        onCheckedChange={() => onToggle(value)}
      >
        <span className="flex items-center gap-2">
          {severity && <SeverityGlyph severity={severity} size={14} label={null} />}
          <bdi className="truncate">{wordsOf(value)}</bdi>
        </span>
      </MenuCheck>
    )
  })
}
