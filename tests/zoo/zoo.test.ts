import { describe, expect, test } from 'vitest'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { addressCases } from './cases/address-cases'
import { chainCases } from './cases/chain-cases'
import { extendedErrorCases } from './cases/extended-error-cases'
import { failureCases } from './cases/failure-cases'
import { messageCases } from './cases/message-cases'
import { nameCases } from './cases/name-cases'
import { transportCases } from './cases/transport-cases'
import { runCase, type ZooCase } from './zoo-case'

const groups: Record<string, Record<string, ZooCase>> = {
  chains: chainCases,
  failures: failureCases,
  transport: transportCases,
  messages: messageCases,
  'extended errors': extendedErrorCases,
  names: nameCases,
  addresses: addressCases,
}

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.concurrent.each(Object.entries(cases))(
    '%s',
    async (_title, given) => {
      const { ours, nodeDns, seen } = await runCase(given)
      const { says = '', notes = ours.notes, chain = ours.chain, ...expected } = given.expected
      expect(ours).toMatchObject({ ...expected, notes, chain })
      expect(ours.says).toContain(says)
      // Two names, and 256 characters of what a resolver said.
      expect(ours.says.length).toBeLessThan(900)
      expect(nodeDns).toEqual(given.nodeDns)
      if (given.isUnasked) expect(seen).toEqual([])
    },
    20_000,
  )
})

test('holds a case for every outcome of a question', () => {
  const covered = new Set(
    Object.values(groups).flatMap((cases) => Object.values(cases).map(({ expected }) => expected.code)),
  )
  expect(outcomeCodes.filter((code) => !covered.has(code))).toEqual(['NOT_ASKED'])
})
