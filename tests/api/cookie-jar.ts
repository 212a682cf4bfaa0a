/** Keeps cookies like a browser does, of one origin; every request and answer goes through `fetch`. */
export class CookieJar {
  readonly cookies = new Map<string, string>()
  /** The `Set-Cookie` lines of the last answer. */
  lines: string[] = []

  /** Redirects are given back, never followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0) headers.set('cookie', this.header())
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    this.lines = response.headers.getSetCookie()
    for (const line of this.lines) this.#keep(line)
    return response
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  copy(): CookieJar {
    const copy = new CookieJar()
    for (const [name, value] of this.cookies) copy.cookies.set(name, value)
    return copy
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/; (Max-Age=0|expires=Thu, 01 Jan 1970)/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
