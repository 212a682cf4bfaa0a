import { onAbort } from './on-abort'

/** One piece of work per key at a time: who asks meanwhile gets the same result. The work is aborted when nobody waits any more. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, { result: Promise<T>; controller: AbortController; waiting: number }>()

  /** `ifAborted` is what a caller gets that gave up; the others are not disturbed. */
  run(key: string, signal: AbortSignal, ifAborted: T, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.resolve(ifAborted)
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.waiting += 1
    return new Promise((resolve, reject) => {
      const abort = () => {
        flight.waiting -= 1
        if (flight.waiting === 0) {
          if (this.#flights.get(key) === flight) this.#flights.delete(key)
          flight.controller.abort()
        }
        resolve(ifAborted)
      }
      const stopListening = onAbort(signal, abort)
      flight.result.then(
        (value) => {
          stopListening()
          resolve(value)
        },
        (error: unknown) => {
          stopListening()
          reject(error)
        },
      )
    })
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>) {
    const controller = new AbortController()
    const result = work(controller.signal).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    })
    const flight = { result, controller, waiting: 0 }
    this.#flights.set(key, flight)
    return flight
  }
}
