import { describe, expect, it } from 'vitest'
import { commandLines } from '@/components/service/command-lines'
import { shellWord } from '@/lib/domain/shell/shell-word'
import { makeRow } from '../../lib/client/rows'
import { answer, resolution } from '../../lib/domain/diagram/sample-resolution'

describe('shellWord', () => {
  it.each([
    ['api.example.com', 'api.example.com'],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['$(reboot)', "'$(reboot)'"],
    ['-o', "'-o'"],
    ['', "''"],
  ])('writes %s as one word', (text, word) => {
    expect(shellWord(text)).toBe(word)
  })
})

describe('commandLines', () => {
  it('asks the resolvers in use, with their port where it is not 53', () => {
    const lines = commandLines(
      makeRow({ namespace: 'finance', name: 'erp', target: 'erp.example.com' }),
      'prod use1',
      resolution(answer({ vantage: 'cluster', resolver: '127.0.0.1:5353' }), answer({ resolver: '[2001:db8::1]:53' })),
    )
    expect(lines).toEqual([
      "kubectl --context 'prod use1' -n finance get service erp -o yaml",
      "kubectl --context 'prod use1' -n finance get service erp -w",
      'dig @127.0.0.1 -p 5353 erp.finance.svc.cluster.local A',
      'dig @2001:db8::1 erp.example.com A',
    ])
  })
})
