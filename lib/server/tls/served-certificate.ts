import { type FSWatcher, watch } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/server/log/log'
import { type KeyPair, type KeyPairPaths, readKeyPair } from './read-key-pair'

export interface ServedCertificateOptions {
  paths: KeyPairPaths
  clock: Clock
  log: Log
  /** Has the server begin connections with this pair from now on. */
  place(pair: Pick<KeyPair, 'cert' | 'key'>): void
}

const pollMs = 10_000
// Both files are written in one go, or one after the other.
const settleMs = 300

/**
 * The certificate that the console is served with, taken over anew when its files change: as soon as their folder does, which is how a Secret that
 * is mounted changes, and every ten seconds in any case. A pair that cannot be used leaves the one before in place.
 */
export class ServedCertificate {
  readonly #options: ServedCertificateOptions
  readonly #watchers: FSWatcher[] = []
  #current: KeyPair | null = null
  #fault = ''
  #cancelPoll = () => {}
  #cancelSettle = () => {}

  constructor(options: ServedCertificateOptions) {
    this.#options = options
  }

  /** Throws AppError `invalid` when there is no pair to begin with. */
  start(): void {
    this.#take(readKeyPair(this.#options.paths))
    this.#poll()
    const { certPath, keyPath } = this.#options.paths
    for (const folder of new Set([dirname(certPath), dirname(keyPath)])) this.#follow(folder)
  }

  stop(): void {
    this.#cancelPoll()
    this.#cancelSettle()
    for (const watcher of this.#watchers) watcher.close()
  }

  /** Until when it holds, in milliseconds since the epoch; null before the start. */
  get validUntilMs(): number | null {
    return this.#current?.validUntilMs ?? null
  }

  #follow(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        this.#cancelSettle()
        this.#cancelSettle = this.#options.clock.after(settleMs, () => this.#look())
      })
      watcher.on('error', () => watcher.close())
      this.#watchers.push(watcher)
    } catch {
      // Where nothing more can be watched, looking every ten seconds has to do.
    }
  }

  #poll(): void {
    this.#cancelPoll = this.#options.clock.after(pollMs, () => {
      this.#look()
      this.#poll()
    })
  }

  #look(): void {
    const { log, paths } = this.#options
    try {
      const pair = readKeyPair(paths)
      this.#fault = ''
      if (pair.cert !== this.#current?.cert || pair.key !== this.#current.key) this.#take(pair)
    } catch (error) {
      const fault = error instanceof AppError ? error.message : 'the certificate cannot be read'
      if (fault !== this.#fault) log('warn', 'certificate-not-read', `${fault}; the one before goes on to be served`)
      this.#fault = fault
    }
  }

  #take(pair: KeyPair): void {
    const { clock, log, place } = this.#options
    place({ cert: pair.cert, key: pair.key })
    this.#current = pair
    const isOver = pair.validUntilMs <= clock.now()
    const validUntil = new Date(pair.validUntilMs).toISOString()
    const says = isOver ? 'a certificate is served that has ended' : 'a certificate is served from now on'
    log(isOver ? 'warn' : 'info', 'certificate', says, { validUntil })
  }
}
