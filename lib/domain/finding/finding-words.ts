const words = new Map([
  ['CA_BUNDLE', 'CA bundle cannot be read'],
  ['CERT_CHAIN_BROKEN', 'Certificate chain is broken'],
  ['CERT_CHAIN_INCOMPLETE', 'Certificate chain is incomplete'],
  ['CERT_DATES', 'Certificate has no dates'],
  ['CERT_ENDING', 'Certificate ends soon'],
  ['CERT_EXPIRED', 'Certificate has ended'],
  ['CERT_NAME', 'Certificate is for another name'],
  ['CERT_NOT_YET_VALID', 'Certificate is not valid yet'],
  ['CERT_PRIVATE_CA', 'Private CA'],
  ['CERT_REJECTED', 'Certificate is rejected'],
  ['CERT_SELF_SIGNED', 'Self-signed certificate'],
  ['CERT_USAGE', 'Certificate is not for servers'],
  ['CLAIMABLE_LIKELY', 'Likely claimable'],
  ['DANGLING_DOMAIN', 'Domain does not exist'],
  ['DANGLING_OTHER', 'Dangling name'],
  ['DANGLING_PROVIDER', 'Dangling at its provider'],
  ['GROUP_LABEL', 'Group labels are ignored'],
  ['NAMESPACE_ALIAS_LOOP', 'Loop of aliases'],
  ['NAMESPACE_ALIAS_MISSING_POD', 'Pod is missing'],
  ['NAMESPACE_ALIAS_MISSING_SERVICE', 'Service is missing'],
  ['NAMESPACE_ALIAS_NO_READY_ENDPOINT', 'No ready endpoint'],
  ['NAMESPACE_ALIAS_SHORT_NAME', 'Name without cluster domain'],
  ['NAMESPACE_ALIAS_TOO_LONG', 'Too many aliases in a row'],
  ['TCP_FAILED', 'Connection breaks off'],
  ['TCP_REFUSED', 'Connection refused'],
  ['TCP_TIMEOUT', 'Connection times out'],
  ['TCP_UNREACHABLE', 'No route to it'],
  ['TLS_FAILED', 'No TLS session'],
  ['TLS_NOT_OFFERED', 'TLS is not offered'],
  ['TLS_NOT_SPOKEN', 'Speaks no TLS'],
  ['TLS_OLD', 'TLS is too old'],
  ['TLS_REFUSED', 'TLS handshake refused'],
])

/** What a finding says in a few words, for a cell of a table. */
export function findingWords(code: string): string {
  return words.get(code) ?? code.toLowerCase().replaceAll('_', ' ')
}
