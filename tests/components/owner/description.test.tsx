import { describe, expect, it } from 'vitest'
import { describeRequest, descriptionFaults, descriptionOf, noDescription } from '@/components/owner/description'

const service = { cluster: 'prod', namespace: 'shop', name: 'db' }

describe('what a person says of Services', () => {
  it('writes what was said, where each is looked for, and leaves the rest alone', () => {
    const said = { ...noDescription, owner: ' payments-team ', environment: 'production' }
    expect(describeRequest(service, said, noDescription)).toEqual({
      ...{ kind: 'annotate', service, labels: { environment: 'production' } },
      annotations: { 'a8r.io/owner': 'payments-team' },
    })
  })

  it('writes of one Service only what is different from before, and removes what was emptied', () => {
    const before = descriptionOf({
      labels: { 'app.kubernetes.io/part-of': 'shop', environment: 'production' },
      annotations: { 'a8r.io/owner': 'red', 'a8r.io/description': 'Orders' },
    })
    expect(before).toEqual({ owner: 'red', partOf: 'shop', environment: 'production', description: 'Orders' })
    expect(describeRequest(service, { ...before, owner: 'blue', partOf: '' }, before)).toEqual({
      ...{ kind: 'annotate', service, labels: { 'app.kubernetes.io/part-of': null } },
      annotations: { 'a8r.io/owner': 'blue' },
    })
  })

  it.each([
    ['nothing', noDescription, ['all']],
    ['a label with a blank', { ...noDescription, partOf: 'web shop' }, ['partOf']],
    ['a label of 64 characters', { ...noDescription, environment: 'e'.repeat(64) }, ['environment']],
    ['an owner in any words', { ...noDescription, owner: 'Payments & Co <pay@shop.example>' }, []],
  ])('has a fault at each field that cannot be written: %s', (_, said, faults) => {
    expect(Object.keys(descriptionFaults(said, noDescription))).toEqual(faults)
  })
})
