import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpSnippets } from '@/lib/domain/snippet/http-snippets'
import { caFile, type Snippet, type SnippetLine } from '@/lib/domain/snippet/snippet'
import { tcpSnippets } from '@/lib/domain/snippet/tcp-snippets'
import { issueCertificate } from '../../../../demo/certificate.ts'

const target = 'erp.legacy.example'
const dates = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 3_600_000) }
let server: Server
let folder: string

// A server as stands behind an alias: its certificate, by a private authority, names the target alone.
beforeAll(async () => {
  const authority = issueCertificate({ commonName: 'private authority', usage: 'authority', ...dates })
  const own = { commonName: target, alternativeNames: [target], usage: 'server' as const, ...dates }
  const issued = issueCertificate(own, authority.issuer)
  folder = await mkdtemp(join(tmpdir(), 'signpost-snippet-'))
  await writeFile(join(folder, 'ca.pem'), authority.certificatePem)
  server = createServer({ cert: issued.certificatePem, key: issued.keyPem }, (request, response) =>
    response.end(`asked for ${request.headers.host}`),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

const portOf = () => (server.address() as AddressInfo).port

function nodeOf(snippets: readonly Snippet[]): Snippet {
  const found = snippets.find(({ client }) => client === 'Node')
  if (found === undefined) throw new Error('no snippet for Node')
  return found
}

async function run(lines: readonly SnippetLine[], more = ''): Promise<{ code: number | null; said: string }> {
  const file = join(folder, 'client.mjs')
  const text = lines.map((line) => line.text.replace(caFile, join(folder, 'ca.pem'))).join('\n')
  await writeFile(file, `${text}\n${more}`)
  const child = spawn(process.execPath, [file])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (said += part))
  const [code] = await once(child, 'close')
  return { code, said }
}

const facts = () => ({ host: 'localhost', port: portOf(), isTls: true, tlsName: target, isPrivateCa: true })

test('the Node snippet for HTTPS reaches a server whose certificate names the target, and asks for its host', async () => {
  const { lines } = nodeOf(httpSnippets({ ...facts(), hostHeader: target }))
  expect(await run(lines)).toEqual({ code: 0, said: `asked for ${target}:${portOf()}` })
})

test('without its marked lines the same snippet fails for the name of the certificate', async () => {
  const { lines } = nodeOf(httpSnippets({ ...facts(), hostHeader: target }))
  const { code, said } = await run(lines.filter(({ isMarked }) => !isMarked))
  expect(code).not.toBe(0)
  expect(said).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
})

test('the Node snippet for a bare connection reaches it, too, and fails without the name', async () => {
  const { lines } = nodeOf(tcpSnippets(facts()))
  const told =
    'connection.on("secureConnect", () => { process.stdout.write(String(connection.authorized)); connection.destroy(); });'
  expect(await run(lines, told)).toEqual({ code: 0, said: 'true' })
  const { said } = await run(
    lines.filter(({ isMarked }) => !isMarked),
    told,
  )
  expect(said).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
})
