import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ProbeSection } from '@/components/probe/probe-section'
import type { CertificateView, ProbeView } from '@/lib/contract/probe'
import { makeRow } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

const certificate: CertificateView = {
  subject: 'CN=db.example.com',
  issuer: 'CN=Acme Issuing',
  names: ['db.example.com'],
  nameCount: 1,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-12-05T00:00:00Z',
  daysLeft: 11.4,
  trust: 'private-ca',
  fingerprint: 'AB:CD',
  severity: 'warning',
  isHostCovered: true,
  aliasNames: [{ name: 'db.shop.svc.cluster.local', isCovered: false }],
}
const probed: ProbeView = {
  notProbed: null,
  port: 5432,
  portSource: 'spec.ports',
  tls: 'starttls-postgres',
  at: '2026-11-24T00:00:00Z',
  address: '203.0.113.7',
  problem: null,
  connectedMs: 8.6,
  handshakeMs: 21,
  protocol: 'TLSv1.3',
  connectMs: [8, 12, null],
  certificate,
  tlsNameDiagram: 'flowchart LR\na["x"] --> b["y"]\n',
  tlsNameFix: { configMap: 'kind: ConfigMap\n', clients: [{ name: 'psql', text: 'psql "host=db"' }] },
}

function show(change: Partial<ProbeView> = {}) {
  renderScreen(<ProbeSection row={makeRow({ target: 'db.example.com' })} probe={{ ...probed, ...change }} />)
}

describe('who answers at a target', () => {
  it('is said with port, time, address, session and what the certificate is worth', () => {
    show()
    expect(screen.getByText('5432 open in 9 ms')).toBeTruthy()
    expect(screen.getByText('203.0.113.7')).toBeTruthy()
    expect(screen.getByText('TLSv1.3 in 21 ms')).toBeTruthy()
    expect(screen.getByText('ends in 11 d, private CA')).toBeTruthy()
    expect(screen.getByRole('img', { name: '3 connections, half of them within 12 ms, 1 failed' })).toBeTruthy()
  })

  it('says for which names the certificate is, and how clients ask for them', () => {
    show()
    expect(screen.getByText('db.example.com is in the certificate')).toBeTruthy()
    expect(screen.getByText('db.shop.svc.cluster.local is not in the certificate')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'ConfigMap with the host and the TLS server name' })).toBeTruthy()
  })

  it('says what went wrong', () => {
    show({
      connectedMs: null,
      handshakeMs: null,
      problem: 'connection refused',
      certificate: null,
      tlsNameDiagram: null,
    })
    expect(screen.getByText('5432: connection refused')).toBeTruthy()
  })

  it('says why nothing is probed', () => {
    show({ notProbed: 'Probing is off: the settings have to name namespaces, suffixes and ports.', at: null })
    expect(screen.getByText(/^Probing is off/)).toBeTruthy()
  })

  it('shows names of a certificate as text, with what would hide shown', () => {
    show({ certificate: { ...certificate, names: ['<img src=x>\u202egnp'] } })
    expect(screen.getByText('<img src=x>\\u{202e}gnp')).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })
})
