import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { EnvironmentsPage } from '@/lib/contract/environments'

/** Why the matrix is empty: nothing has an environment, or nothing has what is asked for. */
export function NoDependencies({ page, onClear }: { page: EnvironmentsPage; onClear: () => void }) {
  const { environments, withoutEnvironment } = page
  if (environments.length > 0) {
    return (
      <EmptyState
        title={page.states.all > 0 ? 'None of them is so' : 'No dependency matches'}
        icon="filter"
        action={<Button onClick={onClear}>Show all of them</Button>}
      >
        Nothing that you may list has what these filters ask for.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No environment to compare" icon="environments">
      {withoutEnvironment === 0
        ? 'There is no alias that you may list.'
        : `${withoutEnvironment} ${withoutEnvironment === 1 ? 'alias has' : 'aliases have'} no environment.`}{' '}
      It is read from the label <span className="mono">environment</span> of a Service, then of its namespace, then from
      a word of the namespace’s name, as in <span className="mono">shop-staging</span>.
    </EmptyState>
  )
}
