const maxLength = 40

/**
 * A cluster id `[a-z0-9-]{1,40}` for each context name, in order and unique: `arn:aws:eks:…/shop` becomes `arn-aws-eks-shop`, a second
 * one of the same spelling `…-2`. The same names give the same ids; a context keeps the id that it is `given`.
 */
export function contextSlugs(names: readonly string[], given: ReadonlyMap<string, string> = new Map()): string[] {
  const taken = new Set<string>(given.values())
  return names.map((name) => {
    const own = given.get(name)
    if (own !== undefined) return own
    const base = slugOf(name)
    let slug = base
    for (let count = 2; taken.has(slug); count += 1) {
      const suffix = `-${count}`
      slug = `${base.slice(0, maxLength - suffix.length).replace(/-+$/, '')}${suffix}`
    }
    taken.add(slug)
    return slug
  })
}

function slugOf(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return words.slice(0, maxLength).replace(/-+$/, '') || 'cluster'
}
