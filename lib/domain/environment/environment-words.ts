const wordsOf: Readonly<Record<string, readonly string[]>> = {
  production: ['production', 'prod', 'prd', 'live'],
  staging: ['staging', 'stage', 'stg', 'preprod', 'uat'],
  development: ['development', 'dev', 'sandbox'],
  test: ['test', 'testing', 'qa'],
}

const environments = new Map(
  Object.entries(wordsOf).flatMap(([environment, words]) => words.map((word): [string, string] => [word, environment])),
)

/** Every usual spelling of an environment. */
export const environmentWords: readonly string[] = [...environments.keys()]

/** The environment that a usual spelling in lower case stands for (`prod` is `production`); null for every other word. */
export function knownEnvironment(word: string): string | null {
  return environments.get(word) ?? null
}

/** The same for a part of a name, which may be numbered (`dev2`). */
export function environmentOfPart(part: string): string | null {
  return knownEnvironment(part.replace(/\d{1,2}$/, ''))
}
