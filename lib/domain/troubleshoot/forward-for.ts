import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import type { Corefile } from '@/lib/domain/resolution/corefile'

export interface ForwardRule {
  /** `.` for everything. */
  zone: string
  upstreams: string[]
  /** What of the same server block may answer first, as it stands there. */
  overrides: string[]
}

/** Where CoreDNS sends a question for a name by its Corefile: the closest server block, and in it the closest `forward`; null when nowhere. */
export function forwardFor({ servers }: Corefile, name: string): ForwardRule | null {
  const blocks = servers.flatMap((server) =>
    server.zones.filter((zone) => isUnder(name, zone)).map((zone) => ({ server, zone })),
  )
  const block = closest(blocks)
  if (block === null) return null
  const overrides = block.server.overrides.map(({ text, line }) => `${text} (line ${line})`)
  const forward = closest(block.server.forwards.filter(({ zone }) => isUnder(name, zone)))
  if (forward === null) return { zone: block.zone, upstreams: [], overrides }
  const zone = forward.zone === '.' ? block.zone : forward.zone
  return { zone, upstreams: forward.upstreams, overrides }
}

/** The zone that one would forward for a name: what is above it, yet not above what somebody registered. */
export function zoneToForward(name: string): string {
  const parent = name.split('.').slice(1).join('.')
  if (name === registrableDomain(name) || !parent.includes('.')) return name
  return parent
}

function closest<Item extends { zone: string }>(items: readonly Item[]): Item | null {
  return items.reduce<Item | null>((best, item) => (best === null || rank(item) > rank(best) ? item : best), null)
}

function rank({ zone }: { zone: string }): number {
  return zone === '.' ? 0 : zone.length
}

function isUnder(name: string, zone: string): boolean {
  return zone === '.' || name === zone || name.endsWith(`.${zone}`)
}
