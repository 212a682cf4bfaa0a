import type { Symptom } from './symptom'

/** What an error line of an application says: the symptom, and what the words mean on the way from name to connection. */
export interface ErrorReading {
  symptom: Symptom
  /** The words that tell it, as they stand in the line. */
  words: string
  tells: string
}

const lineLength = 4000

/**
 * Reads an error line as Node, Go, Java, Python, curl, libpq, OpenSSL, nslookup and busybox write them; null when no known words are in it. Only the
 * first 4000 characters are looked at.
 */
export function readErrorLine(text: string): ErrorReading | null {
  const line = text.slice(0, lineLength)
  for (const { symptom, tells, says } of readings) {
    const words = says.exec(line)?.[0]
    if (words !== undefined) return { symptom, words, tells }
  }
  return null
}

interface Reading {
  symptom: Symptom
  tells: string
  says: RegExp
}

const tls = (tells: string, says: RegExp): Reading => ({ symptom: 'tls-errors', tells, says })
const name = (tells: string, says: RegExp): Reading => ({ symptom: 'resolution-fails', tells, says })
const connection = (tells: string, says: RegExp): Reading => ({ symptom: 'connection-times-out', tells, says })
const sometimes = (tells: string, says: RegExp): Reading => ({ symptom: 'intermittent-failures', tells, says })

// TLS goes first: its lines often hold the words of a broken connection, too. Names go before times: a lookup can time out.
const readings: readonly Reading[] = [
  tls(
    'The certificate is not for the name that the client asked for.',
    /ERR_TLS_CERT_ALTNAME_INVALID|certificate is (?:valid for|not valid for any names)|No subject alternative (?:DNS )?names?|no alternative certificate subject name|does not match (?:target )?host ?name|hostname mismatch|Hostname\S* doesn't match|unrecognized name/i,
  ),
  tls(
    'The certificate has ended, or has not begun.',
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate has expired(?: or is not yet valid)?|CertificateExpiredException|CertificateNotYetValidException|certificate is not yet valid/i,
  ),
  tls(
    'The client does not know the authority that signed the certificate.',
    /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|unknown authority|PKIX path building failed|unable to get (?:local )?issuer certificate|self[- ]signed certificate|root certificate file \S+ does not exist/i,
  ),
  tls(
    'One side speaks TLS and the other does not, or not at this port.',
    /first record does not look like a TLS handshake|wrong version number|WRONG_VERSION_NUMBER|plaintext connection|does not support SSL|http: server gave HTTP response to HTTPS client/i,
  ),
  tls(
    'The handshake came to nothing: protocol version, cipher or name.',
    /SSLHandshakeException|handshake failure|alert protocol version|CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSL certificate problem|SSL_ERROR_SYSCALL|EPROTO|curl: \((?:35|51|60|77)\)|\bx509: |\btls: /i,
  ),
  name(
    'The resolver says that there is no such name, or no address for it.',
    /ENOTFOUND|ENODATA|no such host|UnknownHostException|Name or service not known|nodename nor servname|could not translate host ?name|Could not resolve host|No address associated with hostname|\bNXDOMAIN\b|can't find [^\s:]+|bad address '[^']*'|Errno -[25]\]/i,
  ),
  name(
    'The resolver gave no usable answer. That is not "no such name": it could not be asked, or failed.',
    /EAI_AGAIN|EAI_FAIL|Temporary failure in name resolution|server misbehaving|\bSERVFAIL\b|lookup [^\s:]+(?: on [^\s]+)?: (?:read udp .*)?i\/o timeout|ESERVFAIL|EREFUSED|connection timed out; no servers could be reached|Resolving timed out/i,
  ),
  connection(
    'The host answers that nothing listens at the port.',
    /ECONNREFUSED|connection refused|ConnectionRefusedError|actively refused/i,
  ),
  connection(
    'There is no way to the address.',
    /EHOSTUNREACH|ENETUNREACH|no route to host|NoRouteToHostException|network is unreachable/i,
  ),
  sometimes(
    'The other side, or something on the way, broke a connection that was there.',
    /ECONNRESET|EPIPE|socket hang up|connection reset|Connection aborted|RemoteDisconnected|broken pipe|server closed the connection unexpectedly|Empty reply from server|unexpected EOF|\bEOF\b|upstream connect error/i,
  ),
  connection(
    'Packets to the address, or from it, get no answer.',
    /ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_CONNECT_TIMEOUT|i\/o timeout|connect(?:ion)? timed out|ConnectTimeout(?:Exception|Error)?|SocketTimeoutException|Read timed out|operation timed out|timeout expired|context deadline exceeded|TimeoutError|curl: \((?:7|28)\)|Failed to connect to/i,
  ),
]
