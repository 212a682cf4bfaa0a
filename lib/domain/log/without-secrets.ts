const removed = '[removed]'

/** Names under which secrets stand in addresses, forms, headers and JSON. */
const names =
  'access_token|id_token|refresh_token|logout_token|id_token_hint|client_secret|client_assertion|code_verifier|authorization|proxy-authorization|set-cookie|cookie|password|passwd|secret|token|code|state|nonce|api_?key|(?:__Host-)?signpost(?:[-.][a-z0-9.-]*)?|signpost_[a-z_]*(?:secret|keys)'

const patterns: readonly [RegExp, string][] = [
  // A JSON Web Token or its encrypted kin (RFC 7515 §7.1, RFC 7516 §7.1), also when it was cut.
  [/\beyJ[A-Za-z0-9_-]{6,}(\.[A-Za-z0-9_-]*){0,4}/g, removed],
  [/\b(Bearer|Basic|Negotiate)\s+[A-Za-z0-9._~+/=-]{3,}/gi, `$1 ${removed}`],
  // The user information of an address (RFC 3986 §3.2.1).
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi, `$1${removed}@`],
  [new RegExp(`([?&;\\s"'{,]|^)((?:${names})=)[^&\\s"',;}]+`, 'gi'), `$1$2${removed}`],
  [new RegExp(`("(?:${names})"\\s*:\\s*")[^"]*`, 'gi'), `$1${removed}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed],
]

/**
 * A text without what looks like a secret: tokens, credentials of headers and addresses, values of parameters that hold such, private keys.
 * The last of the fences: nothing that is a secret is given to the log in the first place.
 */
export function withoutSecrets(text: string): string {
  return patterns.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text)
}
