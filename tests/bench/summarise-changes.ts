import { type Summary, summarise } from './statistics.ts'

export interface ChangesMeasure {
  readonly switches: number
  /** From the click in the page to the 201 that it got. */
  readonly applied: Summary
  /** From the API server's answer to the patch, as the change tells it, to CoreDNS' first answer with the new name. */
  readonly appliedToDns: Summary
  readonly clickToDns: Summary
  /** From the click to the frame in which the clock says that the new name was seen. */
  readonly seen: Summary
  /** `kubectl patch` of the same Service: from its start to its word, from that word to CoreDNS, and both together. */
  readonly kubectl: Summary
  readonly kubectlToDns: Summary
  readonly kubectlStartToDns: Summary
  /** Switches that were never seen on screen. */
  readonly missed: number
}

/** One switch by a click, in milliseconds since the epoch. */
export interface Switched {
  readonly clickedMs: number
  readonly answeredMs: number
  readonly appliedMs: number
  readonly dnsMs: number
  /** Null when it was never drawn. */
  readonly seenMs: number | null
}

/** One `kubectl patch`, in milliseconds since the epoch. */
export interface Patched {
  readonly startedMs: number
  readonly patchedMs: number
  readonly dnsMs: number
}

/** What the moments of all switches and of all patches by kubectl come to. */
export function summariseChanges(switched: readonly Switched[], patched: readonly Patched[]): ChangesMeasure {
  const seen = switched.flatMap(({ seenMs, clickedMs }) => (seenMs === null ? [] : [seenMs - clickedMs]))
  return {
    switches: switched.length,
    applied: summarise(switched.map(({ clickedMs, answeredMs }) => answeredMs - clickedMs)),
    appliedToDns: summarise(switched.map(({ appliedMs, dnsMs }) => after(appliedMs, dnsMs))),
    clickToDns: summarise(switched.map(({ clickedMs, dnsMs }) => dnsMs - clickedMs)),
    seen: summarise(seen),
    kubectl: summarise(patched.map(({ startedMs, patchedMs }) => patchedMs - startedMs)),
    kubectlToDns: summarise(patched.map(({ patchedMs, dnsMs }) => after(patchedMs, dnsMs))),
    kubectlStartToDns: summarise(patched.map(({ startedMs, dnsMs }) => dnsMs - startedMs)),
    missed: switched.length - seen.length,
  }
}

/** CoreDNS watches as well: it may answer before whoever wrote has heard that it is written. */
function after(writtenMs: number, dnsMs: number): number {
  return Math.max(0, dnsMs - writtenMs)
}
