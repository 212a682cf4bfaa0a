import { describe, expect, test } from 'vitest'
import { readErrorLine } from '@/lib/domain/troubleshoot/read-error-line'

const lines: Record<string, string[]> = {
  'resolution-fails': [
    'Error: getaddrinfo ENOTFOUND erp.finance',
    'Error: getaddrinfo EAI_AGAIN api.partner.example',
    'dial tcp: lookup erp.finance on 10.96.0.10:53: no such host',
    'dial tcp: lookup db.shop on 10.96.0.10:53: server misbehaving',
    'Get "https://api": dial tcp: lookup api on 10.96.0.10:53: read udp 10.244.0.7:41022->10.96.0.10:53: i/o timeout',
    'java.net.UnknownHostException: erp.finance: Name or service not known',
    'socket.gaierror: [Errno -2] Name or service not known',
    'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    'curl: (6) Could not resolve host: erp.finance',
    'curl: (28) Resolving timed out after 5000 milliseconds',
    'psql: error: could not translate host name "db" to address: Name or service not known',
    "** server can't find erp.finance: NXDOMAIN",
    "wget: bad address 'erp.finance'",
    ';; connection timed out; no servers could be reached',
  ],
  'connection-times-out': [
    'Error: connect ETIMEDOUT 203.0.113.7:443',
    'Error: connect ECONNREFUSED 203.0.113.7:5432',
    'ConnectTimeoutError: Connect Timeout Error (code: UND_ERR_CONNECT_TIMEOUT)',
    'dial tcp 203.0.113.7:443: i/o timeout',
    'dial tcp 203.0.113.7:443: connect: connection refused',
    'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    'java.net.SocketTimeoutException: connect timed out',
    'java.net.NoRouteToHostException: No route to host',
    'requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host=api, port=443): Max retries exceeded',
    'ConnectionRefusedError: [Errno 111] Connection refused',
    'curl: (7) Failed to connect to erp port 8443 after 3 ms',
    'curl: (28) Connection timed out after 5001 milliseconds',
    'connection to server at "db" (203.0.113.7), port 5432 failed: timeout expired',
  ],
  'tls-errors': [
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames",
    'code: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'Error: certificate has expired, code: CERT_HAS_EXPIRED',
    'tls: failed to verify certificate: x509: certificate is valid for api.backend.com, not erp.finance',
    'x509: certificate signed by unknown authority',
    'tls: first record does not look like a TLS handshake',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path',
    'java.security.cert.CertificateException: No subject alternative DNS name matching erp.finance found.',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] Hostname mismatch, certificate is not valid for erp',
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'erp'",
    'curl: (35) error:0A00010B:SSL routines::wrong version number',
    'server certificate for "api.backend.com" does not match host name "db.shop"',
    'server does not support SSL, but SSL was required',
    'verify error:num=20:unable to get local issuer certificate',
    'verify error:num=62:hostname mismatch',
  ],
  'intermittent-failures': [
    'Error: read ECONNRESET',
    'Error: socket hang up',
    'read tcp 10.0.0.1:4->203.0.113.7:443: read: connection reset by peer',
    'java.net.SocketException: Connection reset',
    "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected())",
    'curl: (52) Empty reply from server',
    'server closed the connection unexpectedly',
    'Post "https://api": unexpected EOF',
  ],
}

describe('the error line of an application', () => {
  test.each(Object.entries(lines).flatMap(([symptom, all]) => all.map((line) => [symptom, line] as const)))(
    'tells %s: %s',
    (symptom, line) => {
      const reading = readErrorLine(line)
      expect(reading?.symptom).toBe(symptom)
      expect(line).toContain(reading?.words)
      expect(reading?.tells).toMatch(/\.$/)
    },
  )

  test.each(['', 'it is slow today', 'HTTP 404', 'null'])('tells nothing without known words: %j', (line) => {
    expect(readErrorLine(line)).toBeNull()
  })

  test('looks at a bounded part of what is pasted, in bounded time', () => {
    const startedMs = performance.now()
    expect(readErrorLine(`${'lookup '.repeat(200_000)}ENOTFOUND`)).toBeNull()
    expect(readErrorLine('lookup a'.repeat(100_000))).toBeNull()
    expect(performance.now() - startedMs).toBeLessThan(500)
  })
})
