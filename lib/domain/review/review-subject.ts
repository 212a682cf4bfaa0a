import type { Alias, ServicePort, ServiceType } from '@/lib/domain/alias/alias'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { compareText } from '@/lib/domain/compare-text'

/** What a sign-off is about: it is void when any of it is another one. */
export interface ReviewSubject {
  type: ServiceType
  target: string | null
  /** In the order of their numbers, whatever order the Service has them in. */
  ports: Pick<ServicePort, 'name' | 'port' | 'protocol'>[]
  /** Who answers for it, by whatever evidence. */
  owner: string | null
}

const version = 1

/** What is reviewed of an alias: type, target, ports and owner. Where the owner is read from is evidence, and no part of it. */
export function reviewSubject({ type, target, ports, owner }: Pick<Alias, 'type' | 'target' | 'ports' | 'owner'>) {
  const subject: ReviewSubject = {
    type,
    target,
    ports: ports.map(({ name, port, protocol }) => ({ name, port, protocol })).sort(byPort),
    owner: owner?.value ?? null,
  }
  return subject
}

/**
 * The text whose SHA-256 a sign-off is bound to: `{"owner","ports","target","type","version"}` as JSON with sorted keys and without spaces. Equal
 * subjects have equal texts, other ones have other texts.
 */
export function canonicalSubject({ type, target, ports, owner }: ReviewSubject): string {
  return canonicalJson({ version, type, target, ports: ports.toSorted(byPort), owner })
}

function byPort(a: ReviewSubject['ports'][number], b: ReviewSubject['ports'][number]): number {
  const byName = compareText(a.name ?? '', b.name ?? '') || Number(b.name === null) - Number(a.name === null)
  return a.port - b.port || compareText(a.protocol, b.protocol) || byName
}
