import type { Precheck } from './precheck'

/** The prechecks that still stand in the way: refusals, blocks without an override, warnings neither acknowledged nor overridden. */
export function unmetPrechecks(
  prechecks: readonly Precheck[],
  acknowledge: readonly string[],
  overrides: ReadonlyArray<{ code: string }>,
): Precheck[] {
  const overridden = new Set(overrides.map(({ code }) => code))
  const acknowledged = new Set([...acknowledge, ...overridden])
  return prechecks.filter(({ code, state }) => {
    if (state === 'refuse') return true
    if (state === 'block') return !overridden.has(code)
    return state === 'warn' && !acknowledged.has(code)
  })
}
