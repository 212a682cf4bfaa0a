import { isOnlyWords, readHostWords } from './host-words'

const shortOf: Readonly<Record<string, string>> = {
  development: 'dev',
  test: 'test',
  staging: 'stg',
  production: 'prod',
}

interface Promotion {
  /** The normalised target of the environment before. */
  host: string
  /** Where it is promoted to, and the target that is there now. */
  environment: string
  current: string
}

/**
 * The target that an environment would have as the one before it has it: with the words of environments replaced by its own, spelled as its target now
 * spells it, else as long as the replaced one. Null where it has that already, or a word of its own cannot stand in a host.
 */
export function promoteHost({ host, environment, current }: Promotion): string | null {
  const now = readHostWords(current).filter((word) => word.environment !== null)
  const isForeign = now.length > 0 && now.every((word) => word.environment !== environment)
  if (!isForeign && skeleton(host) === skeleton(current)) return null
  const own = now.find((word) => word.environment === environment)?.text
  const spelled = (text: string) => own ?? (text.length > 4 ? environment : (shortOf[environment] ?? environment))
  let promoted = ''
  let at = 0
  for (const { start, end, text, environment: of } of readHostWords(host)) {
    if (of === null) continue
    const word = of === environment ? text : spelled(text)
    promoted += host.slice(at, start) + word
    at = end
  }
  promoted += host.slice(at)
  return promoted === current || !/^[a-z0-9_.-]{1,253}$/.test(promoted) ? null : promoted
}

/** A host without what differs between environments by its nature. */
function skeleton(host: string): string {
  return host
    .split('.')
    .filter((label) => !isOnlyWords(label))
    .map((label) => {
      const words = readHostWords(label)
      const bare = words.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), label)
      return bare.split('-').filter(Boolean).join('-')
    })
    .join('.')
}
