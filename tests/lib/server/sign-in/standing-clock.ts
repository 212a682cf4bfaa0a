import type { Clock } from '@/lib/domain/clock'

/** A clock that stands still until it is moved; nothing runs later here. */
export class StandingClock implements Clock {
  nowMs = Date.UTC(2026, 10, 29, 12)

  now(): number {
    return this.nowMs
  }

  after(): () => void {
    return () => undefined
  }
}
