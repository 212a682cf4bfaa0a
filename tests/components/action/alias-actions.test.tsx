import { describe, expect, it } from 'vitest'
import { aliasActions, aliasHref, editHref, kubectlLine, newHref } from '@/components/action/alias-actions'
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
      'migrate',
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

describe('the page of a new alias', () => {
  it('is opened where the inventory is narrowed to one place, and in none where it is to several or all but one', () => {
    expect(newHref({ cluster: ['prod'], namespace: ['shop'] })).toBe('/services/new?cluster=prod&namespace=shop')
    expect(newHref({ cluster: ['prod', 'dev'], namespace: ['!shop'] })).toBe('/services/new')
    expect(newHref()).toBe('/services/new')
  })
})

describe('an alias that may be edited', () => {
  it('has its own page for it', () => {
    expect(editHref(makeRow({ namespace: 'shop', name: 'orders-db' }))).toBe('/services/prod/shop/orders-db/edit')
    expect(ids({})).toEqual(expect.arrayContaining(['edit', 'delete']))
  })
})
