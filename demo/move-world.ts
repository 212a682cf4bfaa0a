import { type MovingNames, movingWorldAt, type WorldView } from './company/moving-world.ts'

export interface MoveWorldOptions {
  /** Makes names of each view answer differently from now on; names that are not given stay as they are. */
  readonly update: (changes: Readonly<Record<WorldView, MovingNames>>) => Promise<void>
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
  let said: Record<WorldView, MovingNames> = { outside: {}, inside: {} }
  const step = async () => {
    const moment = { elapsedMs: now() - startedAt, seed }
    const outside = movingWorldAt({ ...moment, view: 'outside' })
    const inside = movingWorldAt({ ...moment, view: 'inside' })
    const changes = { outside: changesOf(said.outside, outside), inside: changesOf(said.inside, inside) }
    if (Object.keys({ ...changes.outside, ...changes.inside }).length === 0) return
    await update(changes)
    said = { outside, inside }
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

function changesOf(before: MovingNames, now: MovingNames): MovingNames {
  return Object.fromEntries(
    Object.entries(now).filter(([name, answer]) => JSON.stringify(before[name]) !== JSON.stringify(answer)),
  )
}
