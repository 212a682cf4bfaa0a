import type { KubeObject } from './kube-object'

export interface KnownObject {
  uid: string
  name: string
  resourceVersion: string
}

/** Nothing is told twice, nothing is left out. Must not throw. */
export type OnDelta = (delta: { upserts: KubeObject[]; removes: KnownObject[] }) => void

/** A list that is coming in, in parts. */
export interface OpenList {
  /** Objects of it: what is news of them is told. */
  add(objects: readonly KubeObject[]): void
  /** An object that went away while the list came. */
  drop(object: KubeObject): void
  /** It is whole: what it did not have is told as gone. */
  end(): void
}

/** Which objects were told, in which version: what lists and watches bring is told as the difference to that. */
export class KnownObjects {
  readonly #known = new Map<string, KnownObject>()
  readonly #onDelta: OnDelta

  constructor(onDelta: OnDelta) {
    this.#onDelta = onDelta
  }

  put(objects: readonly KubeObject[]): void {
    this.#tell(
      objects.filter((object) => this.#isNews(object)),
      [],
    )
  }

  drop({ metadata }: KubeObject): void {
    const known = this.#known.get(metadata.uid ?? '')
    if (known !== undefined) this.#tell([], [known])
  }

  beginList(): OpenList {
    const gone = new Map(this.#known)
    return {
      add: (objects) => {
        for (const { metadata } of objects) gone.delete(metadata.uid ?? '')
        this.put(objects)
      },
      drop: (object) => {
        gone.delete(object.metadata.uid ?? '')
        this.drop(object)
      },
      end: () => this.#tell([], [...gone.values()]),
    }
  }

  #isNews({ metadata }: KubeObject): boolean {
    return this.#known.get(metadata.uid ?? '')?.resourceVersion !== metadata.resourceVersion
  }

  #tell(upserts: KubeObject[], removes: KnownObject[]): void {
    if (upserts.length === 0 && removes.length === 0) return
    this.#onDelta({ upserts, removes })
    for (const { uid } of removes) this.#known.delete(uid)
    for (const { metadata } of upserts) {
      const { uid = '', name, resourceVersion = '' } = metadata
      this.#known.set(uid, { uid, name, resourceVersion })
    }
  }
}
