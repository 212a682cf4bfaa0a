const prefix = 'signpost-draft '

/** What was written on a page and not made, kept in this tab alone; null where there is nothing, or storage is off. */
export function readDraft(path: string): string | null {
  return attempt(() => sessionStorage.getItem(prefix + path)) ?? null
}

export function keepDraft(path: string, text: string): void {
  attempt(() => sessionStorage.setItem(prefix + path, text))
}

export function dropDraft(path: string): void {
  attempt(() => sessionStorage.removeItem(prefix + path))
}

// A browser may refuse storage, or be full: then nothing is kept.
function attempt<Value>(access: () => Value): Value | undefined {
  try {
    return access()
  } catch {
    return undefined
  }
}
