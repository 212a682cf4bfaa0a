import { calm, judgeLevel, type Level } from './judge-level'

/** What a process measures of itself. */
export interface LoadReading {
  heapUsedBytes: number
  heapLimitBytes: number
  residentBytes: number
  /** Of the container or its machine; null where none is known. */
  memoryLimitBytes: number | null
  /** How late timers came since the last reading, on average and at worst. */
  meanDelayMs: number
  longestDelayMs: number
}

export interface LoadLimits {
  /** Percent of a limit of memory from which on load is shed; 0 means never. */
  memoryPercent: number
  /** Mean delay of the event loop from which on load is shed; 0 means never. */
  delayMs: number
}

export type LoadCause = 'memory' | 'event-loop'

export const loadCauses: readonly LoadCause[] = ['memory', 'event-loop']

export interface LoadJudgement {
  memory: Level
  loop: Level
  /** What of which limit is used, in percent: the fuller of the two. */
  fullest: { of: 'heap' | 'memory'; percent: number }
}

// How far below its limit memory has to fall, and for how long either stays calm, before all is answered again.
const memoryMargin = 10
const calmMs = 10_000
// A list that is read or a collection holds the loop back for a moment: that alone sheds nothing.
const lateMs = 3000

export const unloaded: LoadJudgement = { memory: calm, loop: calm, fullest: { of: 'heap', percent: 0 } }

/** How a reading changes what was judged before: memory counts at once, because the next moment may be the last, delays once they last. */
export function judgeLoad(
  previous: LoadJudgement,
  reading: LoadReading,
  { memoryPercent, delayMs }: LoadLimits,
  nowMs: number,
): LoadJudgement {
  const fullest = fullestOf(reading)
  const memory = { from: memoryPercent, below: memoryPercent - memoryMargin, afterMs: 0, calmMs }
  const loop = { from: delayMs, below: delayMs / 2, afterMs: lateMs, calmMs }
  return {
    memory: memoryPercent === 0 ? calm : judgeLevel(previous.memory, fullest.percent, memory, nowMs),
    loop: delayMs === 0 ? calm : judgeLevel(previous.loop, reading.meanDelayMs, loop, nowMs),
    fullest,
  }
}

/** Why load is shed; none while all is answered. */
export function causesOf({ memory, loop }: LoadJudgement): LoadCause[] {
  return loadCauses.filter((cause) => (cause === 'memory' ? memory : loop).isHigh)
}

function fullestOf(reading: LoadReading): LoadJudgement['fullest'] {
  const heap = share(reading.heapUsedBytes, reading.heapLimitBytes)
  const memory = reading.memoryLimitBytes === null ? 0 : share(reading.residentBytes, reading.memoryLimitBytes)
  return memory > heap ? { of: 'memory', percent: memory } : { of: 'heap', percent: heap }
}

function share(used: number, limit: number): number {
  return limit > 0 ? Math.floor((used / limit) * 100) : 0
}
