/**
 * Values that are equal, kept once: what thousands of objects say alike takes room and time for one of them. Holds at most `limit` and then begins anew;
 * who asked before keeps what they have.
 */
export class SharedValues<Value> {
  readonly #limit: number
  readonly #byKey = new Map<string, Value>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The value that was kept under this key, else this one from now on; equal keys must mean equal values. */
  share(key: string, value: Value): Value {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    if (this.#byKey.size >= this.#limit) this.#byKey.clear()
    this.#byKey.set(key, value)
    return value
  }
}
