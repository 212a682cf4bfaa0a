/** For which names a target's certificate is: the target's own, and those that clients in the cluster call the alias by. */
export interface NameCoverage {
  host: string
  isHostCovered: boolean
  aliasNames: { name: string; isCovered: boolean }[]
}

/** Every name that a client in the cluster may call a Service by, shortest first; the first works only in its own namespace. */
export function inClusterNames(service: { namespace: string; name: string }, clusterDomain: string): string[] {
  const { namespace, name } = service
  const short = `${name}.${namespace}`
  return [name, short, `${short}.svc`, `${short}.svc.${clusterDomain}`]
}

/** Reads what a probe found about each name; one that it did not look at counts as not covered. */
export function nameCoverage(
  covers: readonly { name: string; isCovered: boolean }[],
  host: string,
  aliasNames: readonly string[],
): NameCoverage {
  const covered = new Set(covers.filter(({ isCovered }) => isCovered).map(({ name }) => name))
  return {
    host,
    isHostCovered: covered.has(host),
    aliasNames: aliasNames.map((name) => ({ name, isCovered: covered.has(name) })),
  }
}
