import type { Prologue, PrologueStep } from './prologue'

// SSLRequest: length 8, code 80877103 (PostgreSQL protocol, "SSL Session Encryption").
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

/** One byte answers an SSLRequest: `S` for TLS, `N` for none. Anything sent along with `S` would be taken for encrypted: it is refused. */
export function postgresPrologue(): Prologue {
  return { opening: sslRequest, hear }
}

function hear(chunk: Buffer): PrologueStep {
  const answer = String.fromCharCode(chunk[0] ?? 0)
  if (answer === 'S') return chunk.length === 1 ? { kind: 'ready' } : noTls('it sent more than its answer before TLS')
  return noTls(answer === 'N' ? 'the server does not offer TLS' : 'its answer is not that of a PostgreSQL server')
}

function noTls(why: string): PrologueStep {
  return { kind: 'failed', fault: { failed: 'no-starttls', why } }
}
