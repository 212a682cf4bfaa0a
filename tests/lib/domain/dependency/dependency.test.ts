import { describe, expect, it } from 'vitest'
import { addressNote, describeDependency, groupByHost } from '@/lib/domain/dependency/dependency'
import { dependent, lostDependent } from './dependents'

describe('groupByHost', () => {
  it('puts aliases of all namespaces and clusters under the one host they point at', () => {
    const hosts = groupByHost([
      dependent({ namespace: 'a' }),
      dependent({ target: 'other.example.com' }),
      dependent({ cluster: 'edge', namespace: 'b' }),
    ])
    expect([...hosts.keys()]).toEqual(['db.example.com', 'other.example.com'])
    expect(hosts.get('db.example.com')).toHaveLength(2)
  })

  it('leaves out a Service that was migrated away', () => {
    expect(groupByHost([dependent({ target: null })]).size).toBe(0)
  })
})

describe('describeDependency', () => {
  it('names who has most aliases first and counts those without an owner', () => {
    const found = describeDependency('db.example.com', [
      dependent({ owner: { value: 'web' }, namespace: 'web', environment: null }),
      dependent({ owner: null, namespace: 'shop' }),
      dependent({ name: 'read', cluster: 'edge' }),
      dependent({ environment: 'staging' }),
    ])
    expect(found).toMatchObject({
      teams: ['payments', 'web'],
      unowned: 1,
      namespaces: ['shop', 'web'],
      clusters: ['prod', 'edge'],
      environments: ['production', 'staging'],
    })
  })

  it('stands as its worst alias does', () => {
    const lost = lostDependent({ cluster: 'edge' })
    const found = describeDependency('db.example.com', [dependent(), lost])
    expect(found.severity).toBe('critical')
    expect(found.lead).toBe(lost)
  })

  it('has the addresses of every cluster, each once', () => {
    const found = describeDependency('db.example.com', [
      dependent({ addresses: ['203.0.113.1', '203.0.113.2'] }),
      dependent({ cluster: 'edge', addresses: ['203.0.113.2', '203.0.113.3'] }),
    ])
    expect(found.addresses).toEqual(['203.0.113.1', '203.0.113.2', '203.0.113.3'])
  })
})

describe('addressNote', () => {
  it('says that nobody balances where there are several addresses', () => {
    expect(addressNote(6)).toBe('No load balancing by Kubernetes: clients choose among 6 addresses.')
    expect(addressNote(1)).toBeNull()
    expect(addressNote(0)).toBeNull()
  })
})
