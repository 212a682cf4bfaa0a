import { Counter, Histogram, type Registry } from 'prom-client'
import type { AnsweredRequest } from '@/lib/server/requests/observe-requests'

const secondBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10]
const mostCodes = 100
// They last as long as somebody follows them.
const streams = '/api/v1/events'

/** What the console was asked over HTTP, by route and never by address. */
export class RequestMetrics {
  readonly #requestsTotal: Counter<'route' | 'method' | 'status'>
  readonly #seconds: Histogram<'route' | 'method'>
  readonly #problemsTotal: Counter<'code'>
  readonly #codes = new Set<string>()

  constructor(registry: Registry) {
    const registers = [registry]
    this.#requestsTotal = new Counter({
      name: 'signpost_http_requests_total',
      help: 'Requests that came to their end, by the class of their status; `none` where the sender left before.',
      labelNames: ['route', 'method', 'status'],
      registers,
    })
    this.#seconds = new Histogram({
      name: 'signpost_http_request_duration_seconds',
      help: 'Time until the whole answer was sent, streams of events left out.',
      labelNames: ['route', 'method'],
      buckets: secondBuckets,
      registers,
    })
    this.#problemsTotal = new Counter({
      name: 'signpost_http_problems_total',
      help: 'Requests of the API that were answered with a problem, by its code.',
      labelNames: ['code'],
      registers,
    })
  }

  count({ route, method, status, seconds, code }: AnsweredRequest): void {
    this.#requestsTotal.inc({ route, method, status: status === 0 ? 'none' : `${Math.floor(status / 100)}xx` })
    if (route !== streams) this.#seconds.observe({ route, method }, seconds)
    if (code !== undefined) this.#problemsTotal.inc({ code: this.#bounded(code) })
  }

  #bounded(code: string): string {
    if (this.#codes.size < mostCodes) this.#codes.add(code)
    return this.#codes.has(code) ? code : 'other'
  }
}
