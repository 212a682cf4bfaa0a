const longest = 4096
// Nobody goes there by a link of the console: one would lead round in circles, the other shows JSON.
const elsewhere = /^\/(sign-in|api)(\/|$)/

/**
 * Where a viewer goes after sign-in: a path of this console with its query and fragment, `/` for anything else. What a browser could take for
 * another origin (`//host`, `/\host`, a scheme, control characters that the URL Standard drops) never comes back.
 */
export function returnPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || wanted.length > longest) return '/'
  if (!/^\/(?![/\\])/.test(wanted) || !/^[\x20-\x5b\x5d-\x7e\u0080-\uffff]*$/.test(wanted)) return '/'
  const base = 'http://console.invalid'
  const url = URL.parse(wanted, base)
  if (url === null || url.origin !== base || url.pathname.startsWith('//') || elsewhere.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
