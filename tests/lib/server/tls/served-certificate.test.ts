import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/server/settings/settings'
import { readKeyPair } from '@/lib/server/tls/read-key-pair'
import { readTlsSettings } from '@/lib/server/tls/read-tls-settings'
import { ServedCertificate } from '@/lib/server/tls/served-certificate'
import { poll } from '../../../control-plane/poll.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'
import { fromNow, issue, type TestCertificate } from '../../probe/test-certificates'

let folder: string
let certPath: string
let keyPath: string
let served: ServedCertificate | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-tls-'))
  certPath = join(folder, 'tls.crt')
  keyPath = join(folder, 'tls.key')
  served = null
})
afterEach(() => {
  served?.stop()
  rmSync(folder, { recursive: true })
})

function write({ certificatePem, keyPem }: TestCertificate, into = folder) {
  writeFileSync(join(into, 'tls.crt'), certificatePem)
  writeFileSync(join(into, 'tls.key'), keyPem)
}

function start() {
  const clock = new ManualClock()
  const placed: string[] = []
  const told: string[] = []
  served = new ServedCertificate({
    ...{ paths: { certPath, keyPath }, clock },
    log: (level, event, message) => void told.push(`${level} ${event}: ${message}`),
    place: ({ cert }) => void placed.push(cert),
  })
  served.start()
  return { clock, placed, told, served }
}

describe('the pair of certificate and key', () => {
  const [mine, others] = [issue(null), issue(null)]
  it.each([
    ['SIGNPOST_TLS_CERT_FILE', 'no certificate in PEM', { cert: 'nonsense' }],
    ['SIGNPOST_TLS_KEY_FILE', 'no private key in PEM', { key: 'hunter2' }],
    ['SIGNPOST_TLS_KEY_FILE', 'is not that of the certificate', { key: others.keyPem }],
    ['SIGNPOST_TLS_CERT_FILE', 'is empty', { cert: '\n' }],
  ])(
    'is refused where %s holds %s, without a word of what it says',
    (setting, why, { cert, key }: { cert?: string; key?: string }) => {
      writeFileSync(certPath, cert ?? mine.certificatePem)
      writeFileSync(keyPath, key ?? mine.keyPem)
      const read = () => readKeyPair({ certPath, keyPath })
      expect(read).toThrow(new RegExp(`^${setting}: .*${why}`))
      expect(read).not.toThrow(/hunter2|BEGIN/)
    },
  )

  it('is refused where a file is missing, which is named', () => {
    writeFileSync(certPath, mine.certificatePem)
    expect(() => readKeyPair({ certPath, keyPath })).toThrow(/^SIGNPOST_TLS_KEY_FILE: .*tls\.key/)
  })

  it.each([
    [{ SIGNPOST_TLS_CERT_FILE: '/a' }, 'SIGNPOST_TLS_KEY_FILE: is missing'],
    [{ SIGNPOST_TLS_KEY_FILE: '/a' }, 'SIGNPOST_TLS_CERT_FILE: is missing'],
  ])('is refused as half of one: %j', (env, message) => {
    expect(() => readTlsSettings(readSettings(env))).toThrow(message)
  })
})

describe('the certificate that is served', () => {
  it('is taken over when a mounted Secret changes, which swaps a link', async () => {
    const [first, second] = [issue(null), issue(null, fromNow(-1, 20))]
    for (const [name, pair] of [
      ['..1', first],
      ['..2', second],
    ] as const) {
      mkdirSync(join(folder, name))
      write(pair, join(folder, name))
    }
    symlinkSync('..1', join(folder, '..data'))
    symlinkSync('..data/tls.crt', certPath)
    symlinkSync('..data/tls.key', keyPath)
    const { clock, placed, told, served: certificate } = start()
    symlinkSync('..2', join(folder, '..data_tmp'))
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    // The folder tells of it; the clock of the test lets it settle.
    await poll(
      async () => {
        clock.advance(300)
        return placed.length > 1
      },
      { what: 'the second one is served', timeoutMs: 5000, everyMs: 20 },
    )
    expect(placed.map((pem) => pem.trim())).toEqual([first.certificatePem.trim(), second.certificatePem.trim()])
    expect(told).toEqual(Array(2).fill('info certificate: a certificate is served from now on'))
    expect(certificate.validUntilMs).toBeLessThan(Date.now() + 21 * 86_400_000)
  })

  it('stays while the new one is broken, which is told once, and gives way as soon as that is whole', () => {
    const [first, second] = [issue(null), issue(null)]
    write(first)
    const { clock, placed, told } = start()
    writeFileSync(certPath, second.certificatePem)
    clock.advance(40_000)
    expect(placed).toHaveLength(1)
    expect(told.slice(1)).toEqual([
      expect.stringMatching(
        /^warn certificate-not-read: SIGNPOST_TLS_KEY_FILE: the key .* is not that of the certificate .*; the one before goes on/,
      ),
    ])
    writeFileSync(keyPath, second.keyPem)
    clock.advance(10_000)
    expect(placed).toHaveLength(2)
    clock.advance(60_000)
    expect(placed).toHaveLength(2)
  })

  it('says so where it has ended', () => {
    write(issue(null, { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }))
    expect(start().told).toEqual(['warn certificate: a certificate is served that has ended'])
  })
})
