import { expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { canonicalAddress, isSameAddresses } from '@/lib/domain/change/canonical-address'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:DB8:0:0:0:0:0:9', '2001:db8::9'],
  ['127.1', null],
  ['0x7f.0.0.1', null],
  ['010.1.1.1', null],
  ['[2001:db8::9]', null],
  ['fe80::1%eth0', null],
  ['db.example.com', null],
  ['', null],
])('%s is the address %s', (text, canonical) => {
  expect(canonicalAddress(text)?.text ?? null).toBe(canonical)
})

it('addresses are the same in any order and spelling', () => {
  expect(isSameAddresses(['2001:DB8::9', '203.0.113.9'], ['203.0.113.9', '2001:db8::9'])).toBe(true)
  expect(isSameAddresses(['203.0.113.9'], ['203.0.113.9', '203.0.113.8'])).toBe(false)
})

it('refuses what is no address and what is there twice, each by its field', () => {
  const failure = (addresses: string[]) => {
    try {
      return validateAddresses(addresses)
    } catch (error) {
      return error instanceof AppError ? error.causes.map(({ field }) => field) : error
    }
  }
  expect(failure(['203.0.113.9', '2001:db8::9'])).toBeUndefined()
  expect(failure(['203.0.113.9', 'x', '127.1'])).toEqual(['addresses[1]', 'addresses[2]'])
  expect(failure(['2001:db8::9', '2001:DB8::9'])).toEqual(['addresses[1]'])
})
