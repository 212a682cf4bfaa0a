import { randomBytes } from 'node:crypto'

/** Who one can be: everything, the role `view` everywhere, the role `edit` in one namespace, or no rights at all. */
export type Identity = 'admin' | 'viewer' | 'editor' | 'nobody'

export const identities: readonly Identity[] = ['admin', 'viewer', 'editor', 'nobody']
export const editorNamespace = 'editor-home'

export interface User {
  readonly name: string
  readonly uid: string
  readonly groups: readonly string[]
}

export type Tokens = Readonly<Record<Identity, string>>

export function createTokens(): Tokens {
  const token = () => randomBytes(24).toString('base64url')
  return { admin: token(), viewer: token(), editor: token(), nobody: token() }
}

const ownGroups: Readonly<Record<Identity, readonly string[]>> = {
  admin: ['system:masters'],
  viewer: ['viewers'],
  editor: ['editors'],
  // As a token file has it that leaves the groups out.
  nobody: [''],
}

export const anonymous: User = { name: 'system:anonymous', uid: '', groups: ['system:unauthenticated'] }

export function userOf(identity: Identity): User {
  return { name: identity, uid: `uid-${identity}`, groups: [...ownGroups[identity], 'system:authenticated'] }
}
