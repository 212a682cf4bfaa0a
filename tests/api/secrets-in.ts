const partLength = 12

/** Which of some secrets stand in a text, whole or in part: twelve characters of one in a row are a part. Parts of what is not secret do not count. */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>, known = ''): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const parts = Array.from({ length: Math.max(1, secret.length - partLength + 1) }, (_, at) =>
      secret.slice(at, at + partLength),
    )
    return parts.some((part) => text.includes(part) && !known.includes(part)) ? [name] : []
  })
}
