import { ApiFailure } from '../api/api-failure.ts'

interface WorkQueue {
  /** Asks for a piece of work; one that already waits under this key is not added again. */
  readonly add: (key: string, work: () => void) => void
  /** Resolves once nothing waits. */
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

/** Work of this much is done before requests get their turn again. */
const piecesPerTurn = 100

/** Does work in the order in which it was asked for, after the event that asked; writes within an event would reach other listeners out of order. */
export function createWorkQueue(report: (error: unknown) => void): WorkQueue {
  const waiting = new Map<string, () => void>()
  let turn: NodeJS.Immediate | null = null
  let isStopped = false
  let whenSettled: (() => void)[] = []

  const takeTurn = () => {
    turn = null
    let pieces = 0
    for (const [key, work] of waiting) {
      if (pieces >= piecesPerTurn) break
      pieces += 1
      waiting.delete(key)
      attempt(work, report)
    }
    if (waiting.size > 0) plan()
    else settle()
  }
  const plan = () => {
    turn ??= setImmediate(takeTurn)
  }
  const settle = () => {
    const told = whenSettled
    whenSettled = []
    for (const tell of told) tell()
  }

  return {
    add: (key, work) => {
      if (isStopped || waiting.has(key)) return
      waiting.set(key, work)
      plan()
    },
    settled: () => (waiting.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => whenSettled.push(resolve))),
    stop: () => {
      isStopped = true
      waiting.clear()
      if (turn !== null) clearImmediate(turn)
      turn = null
      settle()
    },
  }
}

function attempt(work: () => void, report: (error: unknown) => void): void {
  try {
    work()
  } catch (error) {
    // A name that is taken, a namespace that ends: the event that changes it asks again.
    if (!(error instanceof ApiFailure)) report(error)
  }
}
