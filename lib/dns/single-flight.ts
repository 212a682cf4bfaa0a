import { Cancellation } from './cancellation'
import { onAbort } from './on-abort'

/** One piece of work per key at a time: who asks meanwhile gets the same result. The work is aborted when nobody waits any more. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, { result: Promise<T>; cancellation: Cancellation; waiting: number }>()

  /** `ifAborted` is what a caller gets that gave up; the others are not disturbed. */
  run(key: string, signal: AbortSignal, ifAborted: T, work: (cancellation: Cancellation) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.resolve(ifAborted)
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.waiting += 1
    return new Promise((resolve, reject) => {
      const abort = () => {
        flight.waiting -= 1
        if (flight.waiting === 0) {
          if (this.#flights.get(key) === flight) this.#flights.delete(key)
          flight.cancellation.fire()
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

  #start(key: string, work: (cancellation: Cancellation) => Promise<T>) {
    const cancellation = new Cancellation()
    const result = work(cancellation).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    })
    const flight = { result, cancellation, waiting: 0 }
    this.#flights.set(key, flight)
    return flight
  }
}
