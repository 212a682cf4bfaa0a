import type { QueryClient } from '@tanstack/react-query'
import type { ChangeRequest } from '@/lib/client/commands'
import { groupsQuery, isWatchedQuery, serviceQuery } from '@/lib/client/queries'
import type { GroupsPage } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'

/** The resourceVersions of all that a plan reads, as the stream tells them; null where the Service is not to be seen. */
export async function readVersions(queryClient: QueryClient, request: ChangeRequest): Promise<string | null> {
  try {
    const query = serviceQuery(request.service)
    const isKnown = queryClient.getQueryData(query.queryKey) !== undefined
    // What is to be made is not there, and not every Service that is moved is watched.
    if (request.kind === 'create' || !(isKnown || (await queryClient.fetchQuery(isWatchedQuery(request.service)))))
      return null
    const { row } = await queryClient.ensureQueryData(query)
    return versionsOf(row, request, queryClient.getQueryData(groupsQuery().queryKey))
  } catch {
    return null
  }
}

export function versionsOf(row: Row, request: ChangeRequest, groups: GroupsPage | undefined): string {
  const colours = request.kind === 'switch' ? coloursOf(request, groups) : []
  return [row, ...colours].map((each) => each?.resourceVersion ?? '').join(' ')
}

function coloursOf({ service }: ChangeRequest, groups: GroupsPage | undefined): Array<Row | null> {
  const group = groups?.items.find(
    ({ cluster, namespace, name }) =>
      cluster === service.cluster && namespace === service.namespace && name === service.name,
  )
  return group ? [group.members.blue, group.members.green] : []
}
