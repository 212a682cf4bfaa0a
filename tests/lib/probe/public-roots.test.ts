import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { certificateTrust } from '@/lib/domain/probe/certificate-trust'
import { leadTo, requestFor, startProber, startTlsPeer } from './peers'
import { fromNow, intermediate, issue, root, type TestCertificate } from './test-certificates'

const before = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...before, root.certificatePem]))
afterAll(() => setDefaultCACertificates(before))

async function trustIn(chain: readonly TestCertificate[], caBundle: string | null = null) {
  const peer = await startTlsPeer(chain)
  const { tls } = await startProber(leadTo(peer.port)).probe(requestFor({ caBundle }))
  if (!tls?.ok || tls.certificate === null) throw new Error(`no certificate: ${JSON.stringify(tls)}`)
  return { trust: certificateTrust(tls.certificate, tls.chain), isTrusted: tls.chain.isTrusted }
}

it('calls a chain public that ends in a root of this machine, sent or not', async () => {
  const expected = { trust: { kind: 'public' }, isTrusted: true }
  expect(await trustIn([issue(root)])).toEqual(expected)
  expect(await trustIn([issue(intermediate), intermediate])).toEqual(expected)
  expect(await trustIn([issue(intermediate), intermediate, root])).toEqual(expected)
})

it('calls it public with a bundle of something else beside', async () => {
  const other = issue(null, { usage: 'authority', commonName: 'Other' })
  expect(await trustIn([issue(intermediate), intermediate], other.certificatePem)).toEqual({
    trust: { kind: 'public' },
    isTrusted: true,
  })
})

it('calls an expired certificate of a public authority public, and not trusted', async () => {
  expect(await trustIn([issue(root, fromNow(-300, -1))])).toEqual({ trust: { kind: 'public' }, isTrusted: false })
})
