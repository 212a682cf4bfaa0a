import { AppError } from '@/lib/domain/app-error'
import type { ConsoleRuntime } from './console-runtime'

const key = Symbol.for('signpost.runtime')

type Holder = { [key]?: ConsoleRuntime }

/** The process's runtime. It lives on `globalThis` because Next evaluates modules once per bundle, so module state is not shared. */
export function currentRuntime(): ConsoleRuntime {
  const runtime = (globalThis as Holder)[key]
  if (runtime === undefined) throw new AppError('unavailable', 'The console is starting.', { retryAfterSeconds: 1 })
  return runtime
}

export function placeRuntime(runtime: ConsoleRuntime): void {
  ;(globalThis as Holder)[key] = runtime
}
