import type { SealingKey } from './key-ring'

/** What a seal is for; one for something else does not open. */
export type SealPurpose = 'session' | 'oidc-start'

/**
 * Seals a value so that only this console and its replicas can read or make it (JWE, RFC 7516, `dir` with A256GCM): compact text of base64url and
 * dots. `keys` gives the keys of now, the first of which seals.
 */
export class Sealer {
  readonly #keys: () => readonly [SealingKey, ...SealingKey[]]

  constructor(keys: () => readonly [SealingKey, ...SealingKey[]]) {
    this.#keys = keys
  }

  async seal(purpose: SealPurpose, value: unknown): Promise<string> {
    const { CompactEncrypt } = await load()
    const [{ id, key }] = this.#keys()
    return new CompactEncrypt(Buffer.from(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, typ: typeOf(purpose) })
      .encrypt(key)
  }

  /** What was sealed; null for what was not sealed here for this purpose, by a key that still holds. */
  async open(purpose: SealPurpose, sealed: string): Promise<unknown> {
    const { compactDecrypt } = await load()
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(
        sealed,
        ({ kid }) => this.#keys().find(({ id }) => id === kid)?.key ?? unknownKey(),
        { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
      )
      return protectedHeader.typ === typeOf(purpose) ? JSON.parse(Buffer.from(plaintext).toString('utf8')) : null
    } catch {
      // Forged, cut, or of a key that was taken away: to whoever asks all are the same.
      return null
    }
  }
}

// Read when there is something to seal: it takes 15 MB, and where nobody signs in it is never needed.
function load() {
  return import('jose')
}

function typeOf(purpose: SealPurpose): string {
  return `signpost-${purpose}`
}

function unknownKey(): never {
  throw new Error('unknown key')
}
