import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { HostText } from '@/components/ui/host-text'
import { sentence } from '@/components/ui/sentence'
import { splitHost } from '@/components/ui/split-host'
import { visibleText } from '@/components/ui/visible-text'

describe('splitHost', () => {
  it.each([
    ['prod-db.abc123.us-east-1.rds.amazonaws.com', 'prod-db.abc123.us-east-1', '.rds.amazonaws.com'],
    ['erp.legacy.internal.company.com', 'erp.legacy', '.internal.company.com'],
    ['api.stripe.com', 'api', '.stripe.com'],
    ['stripe.com', 'stripe.com', ''],
    ['host.example.co.uk', 'host', '.example.co.uk'],
    ['nats.messaging.svc.cluster.local', 'nats.messaging', '.svc.cluster.local'],
    ['rds.amazonaws.com', 'rds', '.amazonaws.com'],
    ['10.1.2.3', '10.1.2.3', ''],
    ['localhost', 'localhost', ''],
    ['', '', ''],
  ])('sets apart what tells %s from its neighbours', (host, own, suffix) => {
    expect(splitHost(host)).toEqual({ own, suffix })
  })

  it.each(['...', '.svc.', 'a..b', `${'a.'.repeat(120)}b`])('never loses a character of %s', (host) => {
    const { own, suffix } = splitHost(host)
    expect(own + suffix).toBe(host)
  })
})

describe('visibleText', () => {
  it.each([
    ['a\u202egnp.exe', 'a\\u{202e}gnp.exe'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['a\nb\u0000', 'a\\u{a}b\\u{0}'],
    ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ])('shows what would hide or reorder: %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('leaves letters of every script alone', () => {
    expect(visibleText('Zahlungen–支払い–платежи–مدفوعات')).toBe('Zahlungen–支払い–платежи–مدفوعات')
  })
})

describe('HostText', () => {
  it('shows hostile text as text, whole in its tooltip', () => {
    const host = '<img src=x onerror=alert(1)>.example.com'
    const { container } = render(<HostText host={host} />)
    expect(container.querySelector('img')).toBeNull()
    expect(screen.getByTitle(host)).toHaveProperty('textContent', host)
  })
})

describe('sentence', () => {
  it.each([
    ['It refused the connection', 'It refused the connection.'],
    ['It refused the connection.', 'It refused the connection.'],
    ['', ''],
  ])('ends %j as %j', (text, said) => {
    expect(sentence(text)).toBe(said)
  })
})
