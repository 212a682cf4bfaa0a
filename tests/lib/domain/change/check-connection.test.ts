import { describe, expect, it } from 'vitest'
import { checkConnection } from '@/lib/domain/change/check-connection'
import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import type { TcpFailure } from '@/lib/domain/probe/probe-result'
import { failedTarget, probedTarget } from './probed-targets'

const judged = (standby: ProbedTarget | null, live: ProbedTarget | null = null) =>
  checkConnection({ standby, live }).map(({ code, state }) => `${code} ${state}`)

describe('the connection to the colour that is to become live', () => {
  it('passes when the port answers and the certificate is in order, saying how long it took and from where', () => {
    const answers = checkConnection({ standby: probedTarget(200), live: null })
    expect(answers.map(({ state }) => state)).toEqual(['pass', 'pass'])
    expect(answers[0]?.evidence).toBe('203.0.113.2 port 8443 in 9 ms, from where the console runs')
  })

  it.each<[TcpFailure, string]>([
    ['refused', 'target-connects block'],
    ['timeout', 'target-connects warn'],
    ['unreachable', 'target-connects warn'],
    ['reset', 'target-connects warn'],
  ])('that is %s comes to %s', (failed, expected) => {
    expect(judged(failedTarget(failed))).toEqual([expected])
  })

  it.each<TcpFailure>(['busy', 'cancelled', 'denied', 'blocked'])(
    'that was not really tried (%s) says nothing',
    (failed) => {
      expect(judged(failedTarget(failed))).toEqual([])
    },
  )

  it('says nothing where nothing is probed', () => {
    expect(judged(null, failedTarget('refused'))).toEqual([])
  })

  it.each([
    ['ends in 11 days', probedTarget(11), 'warn'],
    ['has ended', probedTarget(-1), 'warn'],
    ['is for another name', probedTarget(200, { isCovered: false }), 'warn'],
    ['ends in 20 days', probedTarget(20), 'pass'],
  ])('whose certificate %s: %s', (_what, standby, state) => {
    expect(judged(standby)).toEqual(['target-connects pass', `target-certificate ${state}`])
  })

  it('warns where the port answers and there is no TLS session', () => {
    const target = probedTarget(200)
    const tls = { ok: false, failed: 'alert', why: 'alert 40' } as const
    expect(judged({ ...target, result: { ...target.result, tls } })).toEqual([
      'target-connects pass',
      'target-tls warn',
    ])
  })

  it('does not hold against a switch what the live colour has as well', () => {
    expect(judged(probedTarget(11), probedTarget(10))).toEqual(['target-connects pass', 'target-certificate info'])
    expect(judged(failedTarget('refused'), failedTarget('refused'))).toEqual(['target-connects info'])
    expect(judged(probedTarget(11), probedTarget(20))).toEqual(['target-connects pass', 'target-certificate warn'])
  })
})
