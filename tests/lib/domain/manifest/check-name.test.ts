import { describe, expect, it } from 'vitest'
import { targetMessages } from '@/lib/domain/change/validate-target'
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkLabelValue,
  checkPortName,
  checkQualifiedName,
} from '@/lib/domain/manifest/check-name'

const tooLong = (messages: string[]) => messages.filter((message) => message.includes('must be no more than'))

describe('names', () => {
  it.each([
    ['a label of 63', checkDnsLabel, 'a', 63],
    ['a subdomain of 253', checkDnsSubdomain, 'a', 253],
    ['the value of a label of 63', checkLabelValue, 'a', 63],
    ['the name of a key of 63', checkQualifiedName, 'a', 63],
    ['the name of a port of 15', checkPortName, 'a', 15],
  ])('are measured in bytes, as the API server does: %s', (_, check, letter, most) => {
    expect(tooLong(check(letter.repeat(most)))).toEqual([])
    expect(tooLong(check(letter.repeat(most + 1)))).toHaveLength(1)
    // Two bytes each: as many letters as would be few enough are too many bytes.
    const umlauts = 'ü'.repeat(Math.floor(most / 2) + 1)
    expect(umlauts.length).toBeLessThan(most)
    expect(tooLong(check(umlauts))).toHaveLength(1)
  })

  it('of targets and of the manifest’s external name are one rule', () => {
    for (const name of ['api.example.com', 'UPPER.example', 'a..b', 'ü'.repeat(127), 'x'.repeat(254)]) {
      expect(targetMessages(name)).toEqual(
        checkDnsSubdomain(name).map((why) => `Invalid value: ${JSON.stringify(name)}: ${why}`),
      )
    }
  })
})
