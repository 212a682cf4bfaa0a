import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

export interface CertificateRequest {
  readonly commonName: string
  readonly organization?: string
  /** DNS names and IP addresses a server answers to. */
  readonly alternativeNames?: readonly string[]
  readonly usage: 'authority' | 'server' | 'client'
  readonly notBefore: Date
  readonly notAfter: Date
}

export interface IssuedCertificate {
  readonly certificatePem: string
  readonly keyPem: string
  readonly issuer: Issuer
}

interface Issuer {
  readonly name: Buffer
  readonly key: KeyObject
  readonly keyId: Buffer
}

/** Makes a P-256 key and an X.509 certificate for it (RFC 5280), signed by the issuer, or by itself when there is none. */
export function issueCertificate(request: CertificateRequest, issuer?: Issuer): IssuedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKeyInfo = publicKey.export({ format: 'der', type: 'spki' })
  const name = distinguishedName(request)
  const keyId = createHash('sha1').update(publicKeyInfo).digest()
  const own: Issuer = { name, key: privateKey, keyId }
  const signer = issuer ?? own
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    ecdsaWithSha256,
    signer.name,
    sequence(time(request.notBefore), time(request.notAfter)),
    name,
    publicKeyInfo,
    explicit(3, sequence(...extensions(request, keyId, signer.keyId))),
  )
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, signer.key)))
  return {
    certificatePem: pem('CERTIFICATE', certificate),
    keyPem: privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
    issuer: own,
  }
}

function extensions(request: CertificateRequest, keyId: Buffer, issuerKeyId: Buffer): Buffer[] {
  const isAuthority = request.usage === 'authority'
  const list = [
    extension('2.5.29.19', isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence(), true),
    // keyCertSign and cRLSign, or digitalSignature.
    extension('2.5.29.15', tagged(0x03, Buffer.from(isAuthority ? [1, 0x06] : [7, 0x80])), true),
    extension('2.5.29.14', octetString(keyId)),
    extension('2.5.29.35', sequence(tagged(0x80, issuerKeyId))),
  ]
  if (!isAuthority) {
    const purpose = request.usage === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2'
    list.push(extension('2.5.29.37', sequence(objectIdentifier(purpose))))
  }
  const names = request.alternativeNames ?? []
  if (names.length > 0) list.push(extension('2.5.29.17', sequence(...names.map(alternativeName))))
  return list
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return tagged(0x87, Buffer.from(name.split('.').map(Number)))
  return tagged(0x82, Buffer.from(name, 'ascii'))
}

function distinguishedName(request: CertificateRequest): Buffer {
  const parts = [attribute('2.5.4.3', request.commonName)]
  if (request.organization !== undefined) parts.unshift(attribute('2.5.4.10', request.organization))
  return sequence(...parts)
}

const attribute = (oid: string, value: string) =>
  tagged(0x31, sequence(objectIdentifier(oid), tagged(0x0c, Buffer.from(value, 'utf8'))))

const extension = (oid: string, value: Buffer, critical = false) =>
  sequence(objectIdentifier(oid), ...(critical ? [tagged(0x01, Buffer.from([0xff]))] : []), octetString(value))

function serialNumber(): Buffer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return tagged(0x17, Buffer.from(`${digits}Z`, 'ascii'))
}

function objectIdentifier(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const groups = [part & 0x7f]
    for (let left = part >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return tagged(0x06, Buffer.from(bytes))
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, Buffer.concat(parts))
const explicit = (tag: number, content: Buffer) => tagged(0xa0 + tag, content)
const integer = (value: Buffer) => tagged(0x02, value)
const octetString = (value: Buffer) => tagged(0x04, value)
const bitString = (value: Buffer) => tagged(0x03, Buffer.concat([Buffer.from([0]), value]))
const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
