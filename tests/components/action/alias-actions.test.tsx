import { describe, expect, it } from 'vitest'
import { aliasActions, aliasHref, kubectlLine } from '@/components/action/alias-actions'
import { makeRow } from '../../lib/client/rows'

const ids = (change: Parameters<typeof makeRow>[0]) => aliasActions(makeRow(change)).map(({ id }) => id)

describe('aliasActions', () => {
  it('offers a switch only for members of a group', () => {
    expect(ids({})).not.toContain('switch')
    expect(ids({ group: { name: 'api', role: 'blue' } })).toContain('switch')
  })

  it('offers no question, no change and no target where there is none', () => {
    expect(ids({ type: 'ClusterIP', target: null })).toEqual([
      'open',
      'resolution',
      'changes',
      'copy-service',
      'copy-kubectl',
    ])
  })
})

describe('kubectlLine', () => {
  it('quotes every part that a shell would read', () => {
    const row = makeRow({ namespace: 'a b', name: '$(reboot)' })
    expect(kubectlLine(row, "it's")).toBe("kubectl --context 'it'\\''s' -n 'a b' get service '$(reboot)' -o yaml")
  })
})

describe('aliasHref', () => {
  it('leads nowhere else, whatever the name', () => {
    expect(aliasHref(makeRow({ namespace: '..', name: 'a/b?c#d' }), 'changes')).toBe(
      '/services/prod/../a%2Fb%3Fc%23d?tab=changes',
    )
  })
})
