import { FilterChoice } from '@/components/ui/filter-choice'
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
      <FilterChoice
        label="Environment"
        value={filters.environment}
        options={environmentsOf(groups)}
        onSelect={(environment) => onFilter({ environment })}
      />
      <FilterChoice
        label="Owner"
        value={filters.owner}
        options={ownersOf(groups)}
        wordsOf={(owner) => (owner === noOwner ? 'nobody' : visibleText(owner))}
        onSelect={(owner) => onFilter({ owner })}
      />
    </div>
  )
}
