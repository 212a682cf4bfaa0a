import { randomBytes } from 'node:crypto'

/** Who a test can be: everything, the `view` role everywhere, the `edit` role in `editor-home` only, or no rights at all. */
export type Identity = 'admin' | 'viewer' | 'editor' | 'nobody'

/** The same administrator, known by a client certificate instead of a token. */
export type CertificateIdentity = 'admin-certificate'

export const editorNamespace = 'editor-home'

/** The programs of the control plane themselves; their requests are left out of the audit log. */
export const machineUser = 'control-plane'

export type Tokens = Readonly<Record<Identity | typeof machineUser, string>>

export function createTokens(): Tokens {
  const token = () => randomBytes(24).toString('base64url')
  return { admin: token(), viewer: token(), editor: token(), nobody: token(), [machineUser]: token() }
}

/** The file of --token-auth-file: token, user name, uid, groups. */
export function renderTokenFile(tokens: Tokens): string {
  const masters = '"system:masters"'
  return [
    `${tokens.admin},admin,uid-admin,${masters}`,
    `${tokens.viewer},viewer,uid-viewer,"viewers"`,
    `${tokens.editor},editor,uid-editor,"editors"`,
    `${tokens.nobody},nobody,uid-nobody,`,
    `${tokens[machineUser]},${machineUser},uid-control-plane,${masters}`,
    '',
  ].join('\n')
}
