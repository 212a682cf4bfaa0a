const yearSeconds = 31_536_000

/**
 * What every answer says to a browser beside its content. HSTS only where the console is reached over https: over http a browser ignores it
 * (RFC 6797 §8.1).
 */
export function answerHeaders(policy: string, isHttps: boolean): [name: string, value: string][] {
  return [
    ['content-security-policy', policy],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
    ...(isHttps ? ([['strict-transport-security', `max-age=${yearSeconds}`]] satisfies [string, string][]) : []),
  ]
}
