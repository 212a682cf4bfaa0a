import { currentRuntime } from '@/lib/server/runtime/global-runtime'

/**
 * Renews the session of a request: gives the `Set-Cookie` lines of its answer, and puts into `headers` the cookies that go with them, so that
 * whoever reads the request further on reads the new ones.
 */
export async function renewCookies(headers: Headers): Promise<string[]> {
  try {
    const renewed = await currentRuntime().signIn.renew(headers.get('cookie'))
    if (renewed === null) return []
    headers.set('cookie', renewed.cookieHeader)
    return renewed.lines
  } catch {
    // The route or page that is asked for finds the same and says so.
    return []
  }
}
