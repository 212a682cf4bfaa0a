import { describe, expect, it } from 'vitest'
import { changeFlowDiagram } from '@/lib/domain/diagram/change-flow-diagram'

const group = {
  cluster: 'prod-use1',
  namespace: 'catalog',
  name: 'search',
  lanes: { blue: 'a.example.com', green: 'b.example.com' },
  addresses: ['203.0.113.1', '203.0.113.2'],
}

describe('changeFlowDiagram', () => {
  it('leads to the live lane in its colour and leaves the other on standby', () => {
    const source = changeFlowDiagram({ ...group, target: 'B.example.com.' })
    expect(source).toContain('"a.example.com<br/>blue · standby"]:::blueStandby')
    expect(source).toContain('"b.example.com<br/>green · live · 203.0.113.1 +1"]:::green')
    expect(source).toContain('n0 green0@--> n2')
  })

  it('shows a third target as neither lane', () => {
    const source = changeFlowDiagram({ ...group, target: 'c.example.com', addresses: [] })
    expect(source).toContain('"c.example.com<br/>neither lane alone · external name"]:::host')
    expect(source).not.toContain('· live')
  })

  it('calls no lane live when both are the same host', () => {
    const source = changeFlowDiagram({
      ...group,
      lanes: { blue: 'a.example.com', green: 'a.example.com' },
      target: 'a.example.com',
    })
    expect(source).not.toContain('· live')
  })

  it('leads to addresses where a Service has no external name', () => {
    const source = changeFlowDiagram({ ...group, lanes: null, target: null })
    expect(source).toContain('"203.0.113.1 +1<br/>its EndpointSlices"]:::host')
    expect(source).toContain('leads to the addresses 203.0.113.1, 203.0.113.2.')
  })

  it('shows a missing lane', () => {
    const source = changeFlowDiagram({
      ...group,
      lanes: { blue: 'a.example.com', green: null },
      target: 'a.example.com',
    })
    expect(source).toContain('green · missing')
  })

  it('draws alias and target alone without a group', () => {
    const source = changeFlowDiagram({ ...group, lanes: null, target: 'a.example.com' })
    expect(source).toContain('"a.example.com<br/>203.0.113.1 +1"]:::host')
  })
})
