import { textAt } from '../json/json.ts'
import type { Store } from '../store/store.ts'
import { indexObjects } from './object-index.ts'
import { stored } from './stored-resources.ts'

interface PodAddresses {
  /** The next address of 10.244.0.0/16 that no Pod has; null when all are taken. */
  readonly next: () => string | null
  readonly stop: () => void
}

const firstHost = 2
const lastHost = 65_534

export function createPodAddresses(store: Store): PodAddresses {
  const pods = indexObjects(store, stored.pods, (pod) => [textAt(pod, 'status', 'podIP')])
  let host = firstHost - 1
  return {
    next: () => {
      for (let tried = firstHost; tried <= lastHost; tried += 1) {
        host = host >= lastHost ? firstHost : host + 1
        const address = `10.244.${host >> 8}.${host & 255}`
        if (pods.of(address).length === 0) return address
      }
      return null
    },
    stop: pods.stop,
  }
}
