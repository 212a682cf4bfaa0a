import type { IncomingMessage } from 'node:http'
import { badRequest, forbidden } from '../api/api-failure.ts'
import { authorizeResource } from './authorize.ts'
import type { User } from './identities.ts'

/** Whom a request is made as: its own user, or whom the `Impersonate-*` headers name, where that user may impersonate them. */
export function impersonate(user: User, { headersDistinct }: IncomingMessage): User {
  const values = (name: string) =>
    (headersDistinct[name] ?? []).map((text) => Buffer.from(text, 'latin1').toString('utf8'))
  const [name] = values('impersonate-user')
  const groups = values('impersonate-group')
  if (name === undefined) {
    if (groups.length > 0) throw badRequest('requested groups without impersonating a user')
    return user
  }
  requireImpersonation(user, 'users', name)
  for (const group of groups) requireImpersonation(user, 'groups', group)
  return { name, uid: '', groups: [...groups.filter((group) => group !== authenticated), authenticated] }
}

const authenticated = 'system:authenticated'

function requireImpersonation(user: User, resource: 'users' | 'groups', name: string): void {
  if (authorizeResource(user, { verb: 'impersonate', group: '', resource, namespace: '', name }).allowed) return
  const why = `User "${user.name}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`
  throw forbidden({ resource, group: '' }, name, why)
}
