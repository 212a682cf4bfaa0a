import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTargetForm } from '@/lib/domain/change/target-form'
import { targetForms } from '@/lib/domain/change/target-form-kind'

const read = (target: string, name: string | null = 'db') =>
  readTargetForm(target, { clusterDomain: 'cluster.local', namespace: 'shop', name })
const long = 'l'.repeat(64)

describe('readTargetForm', () => {
  test.each([
    ['db.example.net', 'name', null],
    ['db.example.net.', 'name', null],
    ['db.data.svc.cluster.local', 'in-cluster', null],
    ['0.db.data.svc.cluster.local', 'in-cluster', null],
    ['Db.example.net', 'refused', /Invalid value: "Db\.example\.net": a lowercase RFC 1123 subdomain/],
    ['db_1.example.net', 'refused', /a lowercase RFC 1123 subdomain/],
    ['*.example.net', 'refused', /a lowercase RFC 1123 subdomain/],
    ['.', 'refused', /Required value/],
    [`${'a.'.repeat(130)}example`, 'refused', /must be no more than 253 characters/],
    ['10.0.0.1', 'ip-literal', /DNS has no CNAME to an address/],
    ['127.1', 'ip-literal', /DNS has no CNAME to an address/],
    [`${long}.example.net`, 'long-label', /DNS cannot carry it: a label is longer than 63 bytes/],
    ['database', 'single-label', /one label only/],
    ['localhost', 'single-label', /come back to itself/],
    ['db.data.svc', 'short-name', /write db\.data\.svc\.cluster\.local/],
    ['db.shop.svc.cluster.local', 'itself', /point at itself/],
    ['x.db.shop.svc.cluster.local.', 'itself', /point at itself/],
  ] as const)('reads %s as %s', (target, kind, why) => {
    const form = read(target)
    expect(form.kind).toBe(kind)
    if (why === null) expect(form.why).toBeNull()
    else expect(form.why).toMatch(why)
  })

  test('an alias without a name yet points at nothing of its own', () => {
    expect(read('db.shop.svc.cluster.local', null).kind).toBe('in-cluster')
  })

  test('says what is wrong exactly when something is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.ipV6()), (target) => {
        const { kind, why } = read(target)
        expect(targetForms).toContain(kind)
        expect(why === null).toBe(kind === 'name' || kind === 'in-cluster')
      }),
    )
  })
})
