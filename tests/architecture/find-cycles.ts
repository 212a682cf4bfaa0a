/** The import cycles of a graph: for each knot of files that reach each other one path through it, back to its start. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const seen = new Set<string>()
  const cycles: string[][] = []
  for (const start of [...edges.keys()].sort()) {
    if (seen.has(start)) continue
    const cycle = pathBack(start, edges)
    if (cycle === null) continue
    for (const path of cycle) seen.add(path)
    cycles.push(cycle)
  }
  return cycles
}

// Breadth first, so that the shortest way round is told.
function pathBack(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const path of queue) {
    for (const next of edges.get(path) ?? []) {
      if (next === start) return [...trace(path, start, cameFrom), start]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, path)
      queue.push(next)
    }
  }
  return null
}

function trace(path: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const steps = [path]
  let at = path
  while (at !== start) {
    at = cameFrom.get(at) ?? start
    steps.unshift(at)
  }
  return steps
}
