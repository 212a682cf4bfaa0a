/** A text as one part of a URL, percent-encoded, so that it cannot become another part; half a surrogate pair becomes U+FFFD. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
}
