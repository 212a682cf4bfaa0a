import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { VantagePanel } from '@/components/resolution/vantage-panel'
import type { ProbeView } from '@/lib/contract/probe'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { answer, brokenInCluster, resolution } from '../../lib/domain/diagram/sample-resolution'
import { seenConnection } from '../../lib/domain/diagram/seen-connection'
import { renderScreen } from '../render-screen'

const service = { cluster: 'prod', namespace: 'finance', name: 'erp' }
const probed: ProbeView = {
  ...seenConnection(),
  portSource: 'spec.ports',
  protocol: 'TLSv1.3',
  connectMs: [9],
  certificate: null,
  tlsNameDiagram: null,
  tlsNameFix: null,
}
const evidence = {
  name: 'erp-vip.dc2.company.com',
  family: 'A',
  reply: 'SERVFAIL',
  extendedErrors: ['EDE 22, No Reachable Authority: <b>delegation</b> dc2.company.com'],
} as const

function show(own: VantageAnswer, probe: ProbeView | null = null) {
  renderScreen(
    <VantagePanel
      service={service}
      resolution={resolution(own)}
      answer={own}
      probe={probe}
      context="prod use1"
      isGone={false}
    />,
  )
}

describe('the panel of a vantage', () => {
  it('says what its verdict rests on: question, response code, resolver, time, and the resolvers’ remarks as text', () => {
    show({ ...brokenInCluster(), evidence: { ...evidence, extendedErrors: [...evidence.extendedErrors] } })
    const told = within(screen.getByRole('list', { name: 'What the verdict rests on' }))
    const [question, remark] = told.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(question).toBe('A erp-vip.dc2.company.com: SERVFAIL, from 10.96.0.10:53, 3.1 s in all')
    expect(remark).toBe('EDE 22, No Reachable Authority: <b>delegation</b> dc2.company.com')
  })

  it('does not speak of evidence where there are addresses and nothing was added', () => {
    show(answer({ evidence: { ...evidence, reply: 'NOERROR', extendedErrors: [] } }))
    expect(screen.queryByRole('list', { name: 'What the verdict rests on' })).toBeNull()
  })

  it('shows no more than four remarks of resolvers, and how many there are', () => {
    const extendedErrors = [1, 2, 3, 4, 5, 6].map((number) => `EDE ${number}`)
    show({ ...brokenInCluster(), evidence: { ...evidence, extendedErrors } })
    expect(screen.getByText('and 2 more remarks')).toBeTruthy()
    expect(screen.queryByText('EDE 5')).toBeNull()
  })

  it('gives the questions as lines for a shell, for the name asked and for the one that failed', () => {
    show(brokenInCluster())
    expect(screen.getByText('dig @10.96.0.10 erp.finance.svc.cluster.local A')).toBeTruthy()
    expect(screen.getByText('dig @10.96.0.10 erp-vip.dc2.company.com A')).toBeTruthy()
  })

  it('asks from a pod where the resolver has no address that dig could ask', () => {
    show({ ...brokenInCluster(), resolver: 'kube-system/kube-dns of prod by port-forward' })
    expect(
      screen.getByText(
        "kubectl --context 'prod use1' -n finance run signpost-ask --rm -it --image=busybox:1.36 --restart=Never -- nslookup erp-vip.dc2.company.com",
      ),
    ).toBeTruthy()
  })

  it('says whether the target answers behind the address that was dialled, and of no other', () => {
    show(answer(), probed)
    expect(screen.getByText(/8443 open in 9 ms/, { selector: 'li span' })).toBeTruthy()
  })

  it('claims no connection to addresses that the console did not dial', () => {
    show(answer(), { ...probed, address: '192.0.2.9' })
    expect(screen.queryByText(/8443 open/, { selector: 'li span' })).toBeNull()
  })
})
