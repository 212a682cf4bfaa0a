import { Icon } from './icon'
import { visibleText } from './visible-text'

interface FilterChoiceProps {
  label: string
  /** Empty for any. */
  value: string
  options: readonly string[]
  wordsOf?: (value: string) => string
  onSelect: (value: string) => void
}

/** A filter by one of the values that there are, or any. */
export function FilterChoice({ label, value, options, wordsOf = visibleText, onSelect }: FilterChoiceProps) {
  // One that nothing has any more is still what the URL says.
  const all = options.includes(value) || value === '' ? options : [...options, value]
  if (all.length === 0) return null
  return (
    <label className="relative flex h-7 shrink-0 items-center gap-1.5 rounded-6 border border-line-2 pl-2.5 text-12 text-fg-3 focus-within:shadow-focus hover:bg-hover max-sm:h-9">
      <Icon name="filter" size={14} className="max-sm:hidden" />
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => onSelect(event.target.value)}
        className="field-sizing-content h-full max-w-36 appearance-none truncate rounded-6 bg-transparent pr-7 font-medium text-fg outline-none focus-visible:shadow-none"
      >
        <option value="">Any</option>
        {all.map((each) => (
          <option key={each} value={each}>
            {wordsOf(each)}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} className="pointer-events-none absolute right-2" />
    </label>
  )
}
