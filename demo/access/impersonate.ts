import { badRequest } from '../api/api-failure.ts'
import type { User } from './identities.ts'

const authenticated = 'system:authenticated'

/** Whom the `Impersonate-*` headers of a request name; null without any. */
export function readImpersonated(headers: NodeJS.Dict<string[]>): User | null {
  const values = (name: string) => (headers[name] ?? []).map((text) => Buffer.from(text, 'latin1').toString('utf8'))
  const [name] = values('impersonate-user')
  const groups = values('impersonate-group')
  if (name !== undefined) {
    return { name, uid: '', groups: [...groups.filter((group) => group !== authenticated), authenticated] }
  }
  if (groups.length > 0) throw badRequest('requested groups without impersonating a user')
  return null
}
