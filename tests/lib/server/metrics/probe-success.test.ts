import { describe, expect, test } from 'vitest'
import type { ProbeResult, TcpFailure } from '@/lib/domain/probe/probe-result'
import { probeSuccess } from '@/lib/server/metrics/probe-success'
import { sampleProbe, sampleSession } from './sample-probe'

const refusedTcp = (failed: TcpFailure): Partial<ProbeResult> => ({
  tcp: { ok: false, address: '203.0.113.7', failed, why: '' },
  tls: null,
})

describe('the success of a probe', () => {
  test.each<[boolean | null, string, Partial<ProbeResult>]>([
    [true, 'a certificate that a client accepts', {}],
    [true, 'a connection where no TLS is asked for', { tls: null }],
    [false, 'a port that refuses', refusedTcp('refused')],
    [false, 'a port that is silent', refusedTcp('timeout')],
    [false, 'a peer that speaks no TLS', { tls: { ok: false, failed: 'not-tls', why: '' } }],
    [
      false,
      'a chain that is not trusted',
      { tls: { ok: true, ...sampleSession, chain: { ...sampleSession.chain, isTrusted: false } } },
    ],
    [
      false,
      'a certificate for another name',
      { tls: { ok: true, ...sampleSession, covers: [{ name: 'fine.secret.example', isCovered: false }] } },
    ],
    [
      false,
      'a certificate for the names in the cluster alone',
      { tls: { ok: true, ...sampleSession, covers: [{ name: 'fine.shop.svc', isCovered: true }] } },
    ],
    [null, 'an address that may not be dialled', refusedTcp('denied')],
    [null, 'a probe that found no place', refusedTcp('busy')],
    [null, 'a probe that was given up', refusedTcp('cancelled')],
  ])('is %s of %s', (expected, _title, overrides) => {
    expect(probeSuccess(sampleProbe(overrides))).toBe(expected)
  })
})
