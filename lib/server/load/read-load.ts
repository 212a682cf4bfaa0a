import { totalmem } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { LoadReading } from '@/lib/domain/load/judge-load'

const resolutionMs = 20
const msOf = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)

/** Begins to measure this process; each call gives what was since the one before. */
export function loadReader(): () => LoadReading {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  return () => {
    const { used_heap_size: heapUsedBytes, heap_size_limit: heapLimitBytes } = getHeapStatistics()
    const [meanDelayMs, longestDelayMs] = delays.count === 0 ? [0, 0] : [msOf(delays.mean), msOf(delays.max)]
    delays.reset()
    const residentBytes = process.memoryUsage.rss()
    const memoryLimitBytes = containerLimit()
    return { heapUsedBytes, heapLimitBytes, residentBytes, memoryLimitBytes, meanDelayMs, longestDelayMs }
  }
}

/** What the control group of the process may use; null where it has no limit of its own, which reads as 0 or as more than there is. */
function containerLimit(): number | null {
  const bytes = process.constrainedMemory()
  return bytes > 0 && bytes <= totalmem() ? bytes : null
}
