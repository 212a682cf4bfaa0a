import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { hostileNames } from '../hostile-names'

test.each([
  ['api.stripe.com', 'stripe.com'],
  ['Stripe.COM.', 'stripe.com'],
  ['a.b.shop.co.uk', 'shop.co.uk'],
  ['x.city.kawasaki.jp', 'city.kawasaki.jp'],
  ['x.y.z.kawasaki.jp', 'y.z.kawasaki.jp'],
  // What customers of a provider share was registered by the provider.
  ['convert.azurewebsites.net', 'azurewebsites.net'],
  ['assets.s3.amazonaws.com', 'amazonaws.com'],
  ['quillmoor.github.io', 'github.io'],
  ['trial.closedshop.example', 'closedshop.example'],
  ['_dmarc.example.com', 'example.com'],
])('takes %s as part of %s', (name, domain) => {
  expect(registrableDomain(name)).toBe(domain)
})

test.each([
  ['a public suffix', 'co.uk'],
  ['a top-level domain', 'com'],
  ['a name of a private network', 'erp.legacy.internal'],
  ['a name of the cluster', 'db.shop.svc.cluster.local'],
  ['a single label', 'localhost'],
  ['an address', '10.0.0.1'],
  ['an address in short form', '1.2.3'],
  ['an address as one number', '2130706433'],
  ['an IPv6 address', '2001:db8::1'],
  ['nothing', ''],
  ['empty labels', 'a..com'],
  ['two dots at the end', 'a.com..'],
  ['an address of a page', 'https://example.com/'],
  ['a label that is too long', `${'a'.repeat(64)}.com`],
])('finds no registered domain in %s', (_, name) => {
  expect(registrableDomain(name)).toBeNull()
})

test('never throws, and gives a part of the name or nothing', () => {
  fc.assert(
    fc.property(hostileNames, (name) => {
      const domain = registrableDomain(name)
      if (domain !== null) expect(`.${name.toLowerCase().replace(/\.$/, '')}`.endsWith(`.${domain}`)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
