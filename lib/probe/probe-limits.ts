/** Every bound of the probe door; times in milliseconds. */
export interface ProbeLimits {
  /** Until the TCP connection is there. */
  connectMs: number
  /** From there until TLS is, what comes before it (STARTTLS) included. */
  handshakeMs: number
  inFlight: number
  waiting: number
  /** What a peer may say before TLS. */
  prologueBytes: number
  prologueLines: number
  /** Certificates of one chain that are looked at. */
  chainLength: number
  bundles: number
  bundleBytes: number
}

export const defaultProbeLimits: ProbeLimits = {
  connectMs: 3000,
  handshakeMs: 5000,
  inFlight: 16,
  waiting: 256,
  prologueBytes: 8192,
  prologueLines: 64,
  chainLength: 8,
  bundles: 8,
  bundleBytes: 1_048_576,
}
