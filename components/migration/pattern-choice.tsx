import { clsx } from 'clsx'
import type { Row } from '@/lib/contract/row'
import { type MigrationPattern, migrationPatterns } from '@/lib/domain/migration/migration'
import { misfitOf } from './pattern-fit'
import { patternWords } from './pattern-words'

interface PatternChoiceProps {
  /** Null for a Service that is no alias. */
  row: Row | null
  value: MigrationPattern
  onSelect: (pattern: MigrationPattern) => void
}

/** The six patterns: what each is for, and why one does not fit this Service. */
export function PatternChoice({ row, value, onSelect }: PatternChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold">Pattern</legend>
      {migrationPatterns.map((pattern) => {
        const misfit = misfitOf(pattern, row)
        const { name, does } = patternWords[pattern]
        return (
          <label
            key={pattern}
            className={clsx(
              'grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-2 pr-2',
              misfit === null ? 'cursor-pointer hover:bg-hover' : 'cursor-not-allowed',
              pattern === value && 'bg-selected',
            )}
          >
            <input
              type="radio"
              name="pattern"
              value={pattern}
              checked={pattern === value}
              disabled={misfit !== null}
              onChange={() => onSelect(pattern)}
              className="mt-0.5 ml-1 size-3.5 accent-ink"
            />
            <span className="min-w-0">
              <span className={clsx('block font-medium', misfit !== null && 'text-fg-3')}>{name}</span>
              <span className={misfit === null ? 'text-fg-2' : 'text-fg-3'}>{misfit ?? does}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
