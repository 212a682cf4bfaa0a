/** A map that forgets its least recently used entry past `limit`; `onEvict` gets what was forgotten or deleted. */
export class BoundedMap<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #limit: number
  readonly #onEvict: (value: Value) => void

  constructor(limit: number, onEvict: (value: Value) => void = () => {}) {
    this.#limit = limit
    this.#onEvict = onEvict
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    const known = this.#entries.get(key)
    if (known !== undefined && known !== value) this.#onEvict(known)
    this.#entries.delete(key)
    this.#entries.set(key, value)
    for (const [oldest, evicted] of this.#entries) {
      if (this.#entries.size <= this.#limit) return
      this.#entries.delete(oldest)
      this.#onEvict(evicted)
    }
  }

  delete(key: string): void {
    const value = this.#entries.get(key)
    if (value === undefined) return
    this.#entries.delete(key)
    this.#onEvict(value)
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.delete(key)
  }
}
