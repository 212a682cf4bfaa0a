import { Agent, request as httpsRequest } from 'node:https'

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

/** Someone's browser at the provider: goes where it is sent, fills in its forms as one user, and keeps its cookies. */
export class ProviderVisitor {
  readonly #agent: Agent
  readonly #cookies = new Map<string, string>()
  readonly #issuer: string

  constructor(issuer: string, caPem: string) {
    this.#issuer = issuer
    this.#agent = new Agent({ ca: caPem, keepAlive: false })
  }

  /** Follows an authorization request until the provider sends the browser back; gives where to. */
  async signIn(authorizationUrl: string, user: string): Promise<string> {
    let next = authorizationUrl
    for (let step = 0; step < 20; step += 1) {
      if (!next.startsWith(this.#issuer)) return next
      const answer = await this.#send('GET', next)
      next = answer.location === null ? await this.#fillIn(answer.text, user) : new URL(answer.location, next).href
    }
    throw new Error(`the provider went round in circles, last at ${next}`)
  }

  /** Signs out at the provider, at the address that the console gave; gives where it leads back to. */
  async signOut(endSessionUrl: string): Promise<string | null> {
    const page = await this.#send('GET', endSessionUrl)
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? fail(page.text)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? fail(page.text)
    return (await this.#send('POST', new URL(action, this.#issuer).href, { xsrf, logout: 'yes' })).location
  }

  async #fillIn(page: string, user: string): Promise<string> {
    const action = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? fail(page), this.#issuer).href
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? fail(page)
    const fields = prompt === 'login' ? { prompt, login: user, password: 'any' } : { prompt }
    const { location, text } = await this.#send('POST', action, fields)
    return new URL(location ?? fail(text), action).href
  }

  #send(method: string, url: string, form?: Record<string, string>): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'text/html' }
    if (this.#cookies.size > 0)
      headers.cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (form) headers['content-type'] = 'application/x-www-form-urlencoded'
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(url, { method, agent: this.#agent, headers }, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (value === '') this.#cookies.delete(name)
          else this.#cookies.set(name, value)
        }
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, text }),
        )
      })
      sent.on('error', reject)
      sent.end(form && new URLSearchParams(form).toString())
    })
  }
}

function fail(page: string): never {
  throw new Error(`the provider's page is not the one that was expected: ${page.slice(0, 600)}`)
}
