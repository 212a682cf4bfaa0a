import { type MovingNames, movingWorldAt } from './company/moving-world.ts'

export interface MoveWorldOptions {
  /** Makes names answer differently from now on; names that are not given stay as they are. */
  readonly update: (changes: MovingNames) => Promise<void>
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  /** Calls back again and again until the answered function is called. */
  readonly every: (work: () => void) => () => void
  readonly onError: (error: unknown) => void
  readonly seed: number
}

export interface MovingWorld {
  readonly stop: () => Promise<void>
}

/** Sets the outside world in motion: takes what the script says for the moment and passes on what has changed since. */
export async function moveWorld({ update, now, every, onError, seed }: MoveWorldOptions): Promise<MovingWorld> {
  const startedAt = now()
  const said = new Map<string, string>()
  const step = async () => {
    const moment = Object.entries(movingWorldAt({ elapsedMs: now() - startedAt, seed }))
    const changes = moment.filter(([name, answer]) => said.get(name) !== JSON.stringify(answer))
    if (changes.length === 0) return
    await update(Object.fromEntries(changes))
    for (const [name, answer] of changes) said.set(name, JSON.stringify(answer))
  }
  await step()
  let last: Promise<void> = Promise.resolve()
  let isBusy = false
  const cancel = every(() => {
    if (isBusy) return
    isBusy = true
    last = step()
      .catch(onError)
      .finally(() => {
        isBusy = false
      })
  })
  return {
    stop: async () => {
      cancel()
      await last
    },
  }
}
