const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Runs once when the signal fires, never when it has fired already; returns its cancel. A signal gets one true listener for all: Node
 * searches through a signal's listeners to remove one, and a signal here has as many as there are questions under way.
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const present = listeners.get(signal) ?? listen(signal)
  // A function of its own, so that the same one given twice counts twice.
  const entry = () => run()
  present.add(entry)
  return () => {
    present.delete(entry)
  }
}

function listen(signal: AbortSignal): Set<() => void> {
  const runs = new Set<() => void>()
  const fire = () => {
    listeners.delete(signal)
    for (const run of runs) run()
    runs.clear()
  }
  listeners.set(signal, runs)
  signal.addEventListener('abort', fire, { once: true })
  return runs
}
