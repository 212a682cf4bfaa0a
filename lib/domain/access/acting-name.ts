const reserved = 'system:'

/** A user as the console may name one to an API server: not empty, at most 1024 characters, none of them a control character, and none of Kubernetes' own (`system:…`). */
export function isActingUser(user: string): boolean {
  return isName(user) && !user.startsWith(reserved)
}

/**
 * The groups that the console may name to an API server, each once; of `allowed` ones alone where those are given. Kubernetes' own (`system:masters`
 * and its kin) are left out: the server adds `system:authenticated` by itself, and the others are not a provider's to give.
 */
export function actingGroups(groups: readonly string[], allowed: readonly string[] | null): string[] {
  const isAllowed = (group: string) => allowed === null || allowed.includes(group)
  return [...new Set(groups)].filter((group) => isName(group) && !group.startsWith(reserved) && isAllowed(group))
}

function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= 1024 && !/\p{Cc}/u.test(text)
}
