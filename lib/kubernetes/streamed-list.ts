import type { OpenList } from './known-objects'
import type { KubeObject } from './kube-object'
import type { WatchEvent } from './watch-stream'

/** The parameters of a watch whose first events are all there is (KEP-3157), as it stands when it is asked. */
export const initialEvents = { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } as const

const endAnnotation = 'k8s.io/initial-events-end'
// Taken in together: each delta costs whoever is told, and between two the connection is read on.
const takenAtOnce = 500

/** A list as the first events of a watch, up to the bookmark that ends them. */
export class StreamedList {
  readonly #list: OpenList
  #waiting: KubeObject[] = []

  constructor(list: OpenList) {
    this.#list = list
  }

  /** Takes the next event; gives the version of the whole list when that was its end, else null. */
  take({ type, object }: WatchEvent): string | null {
    const { annotations, resourceVersion } = object.metadata
    const isEnd = type === 'BOOKMARK' && annotations?.[endAnnotation] === 'true'
    if (type === 'ADDED' || type === 'MODIFIED') this.#waiting.push(object)
    if (isEnd || type === 'DELETED' || this.#waiting.length >= takenAtOnce) {
      this.#list.add(this.#waiting)
      this.#waiting = []
    }
    if (type === 'DELETED') this.#list.drop(object)
    return isEnd ? (resourceVersion ?? null) : null
  }

  end(): void {
    this.#list.end()
  }
}
