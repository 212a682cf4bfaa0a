import { isLoopbackName } from './guard-request'

/**
 * Whether a browser that sends this Host has to come by https from now on (HSTS): where the address that the settings give is https, or the
 * console serves TLS itself; not by a name of loopback in that case, which belongs to whatever else runs on the machine too.
 */
export function reachedByHttps(
  { SIGNPOST_URL: url, SIGNPOST_TLS_CERT_FILE: certificate }: Record<string, string | undefined>,
  host: string | null,
): boolean {
  if (url?.startsWith('https:')) return true
  return Boolean(certificate) && host !== null && !isLoopbackName(host)
}
