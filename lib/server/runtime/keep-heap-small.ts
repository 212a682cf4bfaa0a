import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * From now on V8 collects once the heap has grown by an eighth, where it would let it grow several times over on a machine with much memory;
 * what is garbage already goes at once. Worth its cost only when the first lists are in: while they are read everything stays.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=12')
  // The new limit holds from the next full collection on, and only a context made under this flag can ask for one.
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collect === 'function') collect()
}
