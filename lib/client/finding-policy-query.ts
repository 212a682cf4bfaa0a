import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { findingPolicyOperation } from '@/lib/contract/finding-policy'
import { callUrl, fetchJson } from './api-fetch'
import { cacheKeys } from './queries'

/** What is to be a policy, each as the query of the API names it (`NO_OWNER:warn`), and for which cluster: the first one where none is named. */
export interface PolicyChoice {
  rule: readonly string[]
  cluster?: string
}

/** The rules that can be policies, and the YAML of those that are chosen. */
export function findingPolicyQuery(choice: PolicyChoice) {
  return queryOptions({
    queryKey: [...cacheKeys.findingLists, 'policy', choice],
    queryFn: ({ signal }) => fetchJson(findingPolicyOperation, { query: queryOf(choice, 'json'), signal }),
    placeholderData: keepPreviousData,
    ...{ staleTime: 30_000, retry: false },
  })
}

/** Where the same YAML is downloaded. */
export function findingPolicyUrl(choice: PolicyChoice): string {
  return callUrl(findingPolicyOperation.path, {}, queryOf(choice, 'yaml'))
}

function queryOf({ rule, cluster }: PolicyChoice, format: 'json' | 'yaml') {
  return { rule: [...rule], format, ...(cluster === undefined ? {} : { cluster }) }
}
