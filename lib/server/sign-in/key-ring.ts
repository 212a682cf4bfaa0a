import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/server/log/log'
import { readSecretFile } from '@/lib/server/settings/read-secret-file'
import type { KeySource } from '@/lib/server/settings/sign-in-settings'

/** A key that seals sessions. `id` stands beside what it sealed and tells nothing of the key. */
export interface SealingKey {
  id: string
  key: KeyObject
}

const keyBytes = 32
const maxKeys = 10
const readAgainMs = 10_000

/**
 * The keys that open sessions, the first of which seals. Those of a file are read again every ten seconds at most, so that a key can be added
 * and taken away without a restart; while the file cannot be read, the last ones hold.
 */
export class KeyRing {
  /** Whether the key was made up at the start: then a restart signs everybody out. */
  readonly isMadeUp: boolean
  readonly #source: KeySource
  readonly #clock: Clock
  readonly #log: Log
  #keys: readonly [SealingKey, ...SealingKey[]]
  #readAtMs: number
  #fault = ''

  /** Throws AppError `invalid` that names the setting whose keys cannot be used. */
  constructor(source: KeySource, clock: Clock, log: Log) {
    this.#source = source
    this.#clock = clock
    this.#log = log
    this.isMadeUp = source.kind === 'none'
    this.#keys = readKeys(source)
    this.#readAtMs = clock.now()
  }

  keys(): readonly [SealingKey, ...SealingKey[]] {
    if (this.#source.kind === 'file' && this.#clock.now() - this.#readAtMs >= readAgainMs) this.#readAgain()
    return this.#keys
  }

  #readAgain(): void {
    this.#readAtMs = this.#clock.now()
    try {
      this.#keys = readKeys(this.#source)
      this.#fault = ''
    } catch (error) {
      const fault = error instanceof AppError ? error.message : 'SIGNPOST_SESSION_KEYS_FILE: cannot be read'
      if (fault !== this.#fault)
        this.#log('warn', 'session-keys-not-read', `${fault}; the keys read before go on to hold`)
      this.#fault = fault
    }
  }
}

function readKeys(source: KeySource): readonly [SealingKey, ...SealingKey[]] {
  if (source.kind === 'none') return [toKey(randomBytes(keyBytes))]
  const setting = source.kind === 'text' ? 'SIGNPOST_SESSION_KEYS' : 'SIGNPOST_SESSION_KEYS_FILE'
  const text = source.kind === 'text' ? source.text : readSecretFile(setting, source.path)
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part, index) => toKey(decode(part) ?? refuse(setting, `key ${index + 1} is not 32 bytes in base64 or hex`)))
  const [first, ...others] = keys
  if (first === undefined) return refuse(setting, 'holds no key')
  if (keys.length > maxKeys) return refuse(setting, `holds more than ${maxKeys} keys`)
  return [first, ...others]
}

function decode(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null
  return bytes?.length === keyBytes ? bytes : null
}

function toKey(bytes: Buffer): SealingKey {
  const id = createHash('sha256').update('signpost key id').update(bytes).digest('base64url').slice(0, 12)
  return { id, key: createSecretKey(bytes) }
}

function refuse(field: string, message: string): never {
  const detail = `${message}; \`openssl rand -base64 32\` makes one`
  throw new AppError('invalid', `${field}: ${detail}`, { causes: [{ field, message: detail }] })
}
