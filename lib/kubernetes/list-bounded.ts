import type { KubeClient } from './kube-client'
import type { KubeObject } from './kube-object'
import { listPages } from './list-pages'

const pageSize = 250

/** The first objects of a list; `isWhole` is false where there are more. */
export interface Bounded<Item> {
  items: Item[]
  isWhole: boolean
}

/** Lists page by page until there are `most` objects. Throws AppError as every request does. */
export async function listBounded(
  client: KubeClient,
  { path, labelSelector, most, signal }: { path: string; labelSelector?: string; most: number; signal?: AbortSignal },
): Promise<Bounded<KubeObject>> {
  const items: KubeObject[] = []
  const enough = new AbortController()
  const ending = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal])
  const limit = Math.min(pageSize, most + 1)
  try {
    for await (const { objects } of listPages(client, {
      path,
      query: { labelSelector },
      limit,
      signal: ending,
      onAsk: () => {},
    })) {
      items.push(...objects)
      if (items.length > most) break
    }
  } finally {
    enough.abort()
  }
  return { items: items.slice(0, most), isWhole: items.length <= most }
}
