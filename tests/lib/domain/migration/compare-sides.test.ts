import { describe, expect, it } from 'vitest'
import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import { type ComparedSide, compareSides } from '@/lib/domain/migration/compare-sides'
import type { CertificateFacts, CertificateLink } from '@/lib/domain/probe/certificate-facts'
import { failedTarget, probedTarget } from '../change/probed-targets'

function side(probed: ProbedTarget | null, why: string | null = null): ComparedSide {
  return { host: 'b.example', probed, why }
}

function signed(change: Partial<CertificateFacts>): ProbedTarget {
  const target = probedTarget(200)
  const { tls } = target.result
  if (tls?.ok !== true || tls.certificate === null) throw new Error('no certificate')
  const certificate = { ...tls.certificate, ...change }
  return { ...target, result: { ...target.result, tls: { ...tls, certificate } } }
}

function signer(fingerprint: string): CertificateLink {
  const { subject, issuer } = { subject: 'CN=Public', issuer: 'CN=Root' }
  return { subject, issuer, fingerprint, notBefore: null, notAfter: null, isAuthority: true, isSelfSigned: false }
}

const plain: ProbedTarget = { ...probedTarget(200), result: { ...probedTarget(200).result, tls: null } }
const issuer = (source: ComparedSide, target: ComparedSide) =>
  compareSides({ source, target }).find(({ code }) => code === 'certificate-issuer')

describe('the CA of the two sides', () => {
  it('is the same, which is told', () => {
    const both = side(signed({ chain: [signer('AA')] }))
    expect(issuer(both, both)).toMatchObject({ state: 'pass', title: 'The same CA signs both sides' })
  })

  it('is another one, which warns whoever pins it', () => {
    const found = issuer(side(signed({})), side(signed({ issuer: 'CN=Other' })))
    expect(found).toMatchObject({ state: 'warn', title: 'Another CA signs the certificate of the new target' })
    expect(found?.evidence).toContain('CN=Public then, CN=Other now')
  })

  it('is another one of the same name, which warns as well', () => {
    const [before, after] = ['AA', 'BB'].map((fingerprint) => side(signed({ chain: [signer(fingerprint)] })))
    if (before === undefined || after === undefined) throw new Error('no sides')
    expect(issuer(before, after)).toMatchObject({ state: 'warn' })
  })

  it.each<[string, ComparedSide, ComparedSide, string]>([
    ['the target is not probed', side(signed({})), side(null, 'Probing is off'), 'b.example: Probing is off'],
    ['the source is not probed', side(null), side(signed({})), 'b.example: it was not probed'],
    ['a side does not answer', side(failedTarget('timeout')), side(signed({})), 'b.example: timeout'],
  ])('is not known where %s, which is no pass', (_, source, target, evidence) => {
    expect(issuer(source, target)).toMatchObject({ state: 'warn', evidence })
  })

  it('is none where neither side speaks TLS, and a difference where one does', () => {
    expect(issuer(side(plain), side(plain))).toMatchObject({ state: 'pass', title: 'Neither side speaks TLS' })
    expect(issuer(side(plain), side(signed({})))).toMatchObject({ state: 'warn' })
  })
})

describe('the connection to the new target', () => {
  const states = (source: ComparedSide, target: ComparedSide) =>
    compareSides({ source, target }).map(({ code, state }) => `${code} ${state}`)

  it('passes where it answers with a certificate in order', () => {
    const both = side(probedTarget(200))
    expect(states(both, both)).toEqual(['target-connects pass', 'target-certificate pass', 'certificate-issuer pass'])
  })

  it('warns where the port is refused: a gate has no override, and the console may stand elsewhere', () => {
    expect(states(side(probedTarget(200)), side(failedTarget('refused')))[0]).toBe('target-connects warn')
  })

  it('is not known where nobody could try, which warns', () => {
    expect(states(side(probedTarget(200)), side(failedTarget('denied')))[0]).toBe('target-connects warn')
    expect(states(side(probedTarget(200)), side(null, 'Probing is off'))[0]).toBe('target-connects warn')
  })
})
