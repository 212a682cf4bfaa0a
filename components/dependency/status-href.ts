/** The page where a provider says how it stands, as a link: https alone, without a user in it. Null for anything else. */
export function statusHref(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}
