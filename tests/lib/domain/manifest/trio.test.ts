import { describe, expect, it } from 'vitest'
import { groupMembership } from '@/lib/domain/group/find-groups'
import { readManifests } from '@/lib/domain/manifest/read-manifests'
import { readTrio, type Trio, trioText } from '@/lib/domain/manifest/trio'

const trio: Trio = {
  ...{ name: 'payments', namespace: 'shop', live: 'green', environment: 'production' },
  targets: { blue: 'v1.pay.example.com', green: 'v2.pay.example.com' },
  port: { name: 'https', port: 443 },
}

describe('the manifests of a blue-green group', () => {
  it('are three, of which the active one leads where the live colour does', () => {
    const services = readManifests(trioText(trio)).map(({ service }) => service)
    expect(services.map((service) => [service?.metadata.name, service?.spec.externalName])).toEqual([
      ['payments', 'v2.pay.example.com'],
      ['payments-blue', 'v1.pay.example.com'],
      ['payments-green', 'v2.pay.example.com'],
    ])
    expect(services.every((service) => service?.metadata.namespace === 'shop')).toBe(true)
  })

  it('are a group by their names alone', () => {
    const names = new Set(readManifests(trioText(trio)).map(({ service }) => service?.metadata.name))
    const around = { labelsOf: (name: string) => (names.has(name) ? {} : null), claimants: () => [] }
    expect(groupMembership('payments-blue', around)).toEqual({ name: 'payments', role: 'blue' })
  })

  it('are read back as what they were made from, also while nothing is said yet', () => {
    const empty: Trio = {
      ...trio,
      name: '',
      live: 'blue',
      targets: { blue: '', green: '' },
      port: null,
      environment: null,
    }
    for (const each of [trio, empty, { ...trio, namespace: '' }]) expect(readTrio(trioText(each))).toEqual(each)
  })

  it('are no longer read as a form once they were written by hand', () => {
    expect(readTrio(trioText(trio).replace('# ', '').replace('443', '8443'))).toBeNull()
    expect(readTrio(`# mine\n${trioText(trio)}`)).toBeNull()
    expect(readTrio('')).toBeNull()
  })
})
