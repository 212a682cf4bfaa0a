import type { Hop } from './resolution'

/** The owner names from a host along its CNAME records, the host first and the terminal name last. */
export function chainNames(host: string, hops: readonly Hop[]): string[] {
  const names = [host]
  for (const hop of hops) {
    if (hop.type === 'CNAME' && hop.owner === names.at(-1)) names.push(hop.data)
  }
  // In a list of its own length: one that is pushed onto keeps room for sixteen more, and this is kept for each row.
  return names.slice()
}
