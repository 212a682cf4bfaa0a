import type { ChangeView } from '@/lib/contract/changes'
import { isAhead } from '@/lib/domain/change/change-life'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { ChangeEngineDeps } from './change-engine-deps'

const kept = 1_000

/** The latest state of each change that this console saw, a thousand of them; what is older than what is known is never told again. */
export class ChangeViews {
  readonly #views = new BoundedMap<ChangeView>(kept)
  readonly #publish: ChangeEngineDeps['publish']

  constructor(publish: ChangeEngineDeps['publish']) {
    this.#publish = publish
  }

  get(ref: ServiceRef, id: string): ChangeView | null {
    return this.#views.get(keyOf(ref, id)) ?? null
  }

  /** The given view, or what is known already where that is further on. */
  latest(view: ChangeView): ChangeView {
    const known = this.get(view.service, view.id)
    if (known === null) return view
    // The record gets the answers of resolvers only with the next step.
    const isRicher = known.state === view.state && marksIn(known) > marksIn(view)
    return isRicher || isAhead(view.state, known.state) ? known : view
  }

  remember(view: ChangeView): void {
    this.#views.set(keyOf(view.service, view.id), this.latest(view))
  }

  /** Tells everybody, unless it is no news. */
  publish(view: ChangeView, source: 'engine' | 'record'): void {
    const known = this.get(view.service, view.id)
    if (known && (known.state === view.state ? isSameStory(known, view) : !isAhead(known.state, view.state))) return
    this.remember(view)
    this.#publish(view, source)
  }
}

function marksIn({ answers }: ChangeView): number {
  return answers.reduce((sum, { marks }) => sum + marks.length, 0)
}

function isSameStory(known: ChangeView, view: ChangeView): boolean {
  const isTold = known.steps.length >= view.steps.length && marksIn(known) >= marksIn(view)
  return isTold && known.left.length === view.left.length
}

function keyOf(ref: ServiceRef, id: string): string {
  return `${serviceKey(ref)}/${id}`
}
