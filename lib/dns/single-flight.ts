import { Cancellation } from './cancellation'
import { onAbort } from './on-abort'

interface Flight<T> {
  result: Promise<T>
  cancellation: Cancellation
  waiting: number
}

/** One piece of work per key at a time: who asks meanwhile gets the same result. The work is aborted when nobody waits any more. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>()

  /** `ifAborted` is what a caller gets that gave up; the others are not disturbed. */
  run(key: string, signal: AbortSignal, ifAborted: T, work: (cancellation: Cancellation) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.resolve(ifAborted)
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.waiting += 1
    return new Promise((resolve, reject) => {
      const abort = () => {
        flight.waiting -= 1
        if (flight.waiting === 0) {
          this.#end(key, flight)
          flight.cancellation.fire()
        }
        resolve(ifAborted)
      }
      const stopListening = onAbort(signal, abort)
      flight.result.then(
        (value) => {
          this.#end(key, flight)
          stopListening()
          resolve(value)
        },
        (error: unknown) => {
          this.#end(key, flight)
          stopListening()
          reject(error)
        },
      )
    })
  }

  #start(key: string, work: (cancellation: Cancellation) => Promise<T>): Flight<T> {
    const cancellation = new Cancellation()
    const flight = { result: work(cancellation), cancellation, waiting: 0 }
    this.#flights.set(key, flight)
    return flight
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
  }
}
