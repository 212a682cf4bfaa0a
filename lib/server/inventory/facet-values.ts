import type { Row } from '@/lib/contract/row'
import type { FacetName } from '@/lib/contract/services'
import { SharedValues } from '@/lib/domain/shared-values'

/** What rows without a value count as. */
export const noValue = 'none'
// Rows of one namespace and owner share them; what is beyond that is made for each row.
const mostKept = 8192

/** What the facets see of a row, and filters compare with, `none` where it has no value; rows that look alike to them most often share one. */
export type FacetValues = Readonly<Record<FacetName, string>>

const kept = new SharedValues<FacetValues>(mostKept)

export function facetValues(row: Row): FacetValues {
  const values: FacetValues = {
    cluster: row.cluster,
    namespace: row.namespace,
    verdict: row.verdict.code,
    severity: row.severity,
    environment: row.environment ?? noValue,
    provider: row.provider ?? noValue,
    useCase: row.useCase ?? noValue,
    group: row.group?.name ?? noValue,
    review: row.reviewState ?? noValue,
    // Last, so that keys are equal only where all values are: it alone can hold any character.
    owner: row.owner?.value ?? noValue,
  }
  const key = Object.values(values).join('\n')
  return kept.share(key, values)
}
