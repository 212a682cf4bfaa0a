import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { issueCertificate } from '../../demo/certificate.ts'

/** A review as the API server sends it, as far as tests look into it. */
export interface AdmissionRequest {
  readonly uid: string
  readonly dryRun: boolean
  readonly name: string
  readonly object: { readonly spec: { readonly externalName: string } }
}

interface Verdict {
  readonly allowed: boolean
  readonly message?: string
  /** JSON patch (RFC 6902). */
  readonly patch?: readonly object[]
  readonly warnings?: readonly string[]
}

/** An admission webhook on loopback, behind TLS as the API server wants it. */
export interface WebhookServer {
  readonly url: string
  /** The authority of its certificate in base64, for `caBundle`. */
  readonly caBundle: string
  /** What it answers; the test sets it. */
  judge: (request: AdmissionRequest) => Verdict
  readonly close: () => Promise<void>
}

const hourMs = 3_600_000

export async function startWebhookServer(): Promise<WebhookServer> {
  const validity = { notBefore: new Date(Date.now() - hourMs), notAfter: new Date(Date.now() + 24 * hourMs) }
  const authority = issueCertificate({ commonName: 'webhook-ca', usage: 'authority', ...validity })
  const own = issueCertificate(
    { commonName: 'webhook', usage: 'server', alternativeNames: ['127.0.0.1'], ...validity },
    authority.issuer,
  )
  const server = createServer({ key: own.keyPem, cert: own.certificatePem }, (request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const review: { request: AdmissionRequest } = JSON.parse(text)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(review.request)))
    })
  })
  const answer = (request: AdmissionRequest) => {
    const { allowed, message, patch, warnings = [] } = webhook.judge(request)
    const encoded = patch && Buffer.from(JSON.stringify(patch)).toString('base64')
    return {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: {
        uid: request.uid,
        allowed,
        warnings,
        ...(message === undefined ? {} : { status: { message, code: 403 } }),
        ...(encoded === undefined ? {} : { patchType: 'JSONPatch', patch: encoded }),
      },
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const webhook: WebhookServer = {
    url: `https://127.0.0.1:${port}/`,
    caBundle: Buffer.from(authority.certificatePem).toString('base64'),
    judge: () => ({ allowed: true }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return webhook
}
