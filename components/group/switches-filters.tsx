import { Icon } from '@/components/ui/icon'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { environmentsOf, type GroupFilters, groupsIn, isShown, noOwner, ownersOf, type Show } from './switches-params'

interface SwitchesFiltersProps {
  groups: readonly Group[]
  show: Show
  filters: GroupFilters
  onShow: (show: Show) => void
  onFilter: (filters: Partial<GroupFilters>) => void
}

const words: readonly { value: Show; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'ready', label: 'Ready' },
  { value: 'not-ready', label: 'Not ready' },
]

/** Which groups are shown: by readiness, with their counts, by environment and by owner. */
export function SwitchesFilters({ groups, show, filters, onShow, onFilter }: SwitchesFiltersProps) {
  const chosen = groupsIn(groups, filters)
  const options = words.map(({ value, label }) => ({
    value,
    label: `${label} ${chosen.filter((group) => isShown(group, value)).length}`,
  }))
  return (
    <div className="ml-auto flex min-w-0 items-center gap-1.5 max-sm:edge max-sm:ml-0 max-sm:w-full">
      <Segments label="Readiness" value={show} options={options} onSelect={onShow} />
      <Choice
        label="Environment"
        value={filters.environment}
        options={environmentsOf(groups)}
        onSelect={(environment) => onFilter({ environment })}
      />
      <Choice
        label="Owner"
        value={filters.owner}
        options={ownersOf(groups)}
        onSelect={(owner) => onFilter({ owner })}
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly string[]
  onSelect: (value: string) => void
}

function Choice({ label, value, options, onSelect }: ChoiceProps) {
  // One that no group has any more is still what the URL says.
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
            {each === noOwner && label === 'Owner' ? 'nobody' : visibleText(each)}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} className="pointer-events-none absolute right-2" />
    </label>
  )
}
