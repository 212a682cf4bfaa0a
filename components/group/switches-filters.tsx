import { Icon } from '@/components/ui/icon'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { environmentsOf, groupsIn, isShown, type Show } from './switches-params'

interface SwitchesFiltersProps {
  groups: readonly Group[]
  show: Show
  environment: string
  onShow: (show: Show) => void
  onEnvironment: (environment: string) => void
}

const words: readonly { value: Show; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'ready', label: 'Ready' },
  { value: 'not-ready', label: 'Not ready' },
]

/** Which groups are shown: by readiness, with their counts, and by environment. */
export function SwitchesFilters({ groups, show, environment, onShow, onEnvironment }: SwitchesFiltersProps) {
  const inEnvironment = groupsIn(groups, environment)
  const options = words.map(({ value, label }) => ({
    value,
    label: `${label} ${inEnvironment.filter((group) => isShown(group, value)).length}`,
  }))
  // One that no group has any more is still what the URL says.
  const environments = [...new Set([...environmentsOf(groups), ...(environment === '' ? [] : [environment])])]
  return (
    <div className="ml-auto flex items-center gap-1.5 max-sm:ml-0 max-sm:w-full">
      <Segments label="Readiness" value={show} options={options} onSelect={onShow} />
      {environments.length > 0 && (
        <label className="relative flex h-7 items-center gap-1.5 rounded-6 border border-line-2 pl-2.5 text-12 text-fg-3 focus-within:shadow-focus hover:bg-hover max-sm:h-9">
          <Icon name="filter" size={14} />
          <span className="max-sm:sr-only">Environment</span>
          <select
            value={environment}
            onChange={(event) => onEnvironment(event.target.value)}
            className="field-sizing-content h-full max-w-40 appearance-none truncate rounded-6 bg-transparent pr-7 font-medium text-fg outline-none focus-visible:shadow-none"
          >
            <option value="">Any</option>
            {environments.map((each) => (
              <option key={each} value={each}>
                {visibleText(each)}
              </option>
            ))}
          </select>
          <Icon name="chevron" size={14} className="pointer-events-none absolute right-2" />
        </label>
      )}
    </div>
  )
}
