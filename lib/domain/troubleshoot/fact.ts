/** What one check found, why it was not made (`skipped`), or why it came to nothing (`failed`). Times in milliseconds. */
export type Fact<Value> =
  | { kind: 'known'; value: Value; elapsedMs: number }
  | { kind: 'skipped'; why: string }
  | { kind: 'failed'; why: string; elapsedMs: number }

/** What a check found, null when it did not. */
export function known<Value>(fact: Fact<Value>): Value | null {
  return fact.kind === 'known' ? fact.value : null
}
