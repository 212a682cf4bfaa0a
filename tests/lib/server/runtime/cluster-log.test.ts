import { describe, expect, it } from 'vitest'
import type { ClusterStatus } from '@/lib/contract/services'
import { ClusterLog } from '@/lib/server/runtime/cluster-log'
import { itsDomain } from '../../client/rows'
import { ManualClock } from '../../kubernetes/manual-clock.ts'

function stage() {
  const clock = new ManualClock()
  const told: string[] = []
  const log = new ClusterLog((level, event, message, fields = {}) => {
    told.push([level, `${event}:`, message, fields.why ?? '', fields.repeats ?? ''].join(' ').trim())
  }, clock)
  return { clock, told, log }
}

const status = (state: ClusterStatus['state'], why?: string): ClusterStatus[] => [
  { ...itsDomain, name: 'one', label: 'one', state, ...(why === undefined ? {} : { why }) },
]

describe('the log of clusters', () => {
  it('tells each state once when it begins: connected, lost with the reason, refused, live again', () => {
    const { told, log } = stage()
    log.begin(status('connecting'), null)
    log.note(status('connecting', 'the credential was refused'))
    log.note(status('live'))
    log.note(status('live'))
    log.note(status('stale', 'no answer for 10 s'))
    log.note(status('denied', 'May not list services'))
    expect(told).toEqual([
      'info clusters: the kubeconfig was read',
      'info cluster: the cluster one is connecting',
      'warn cluster: the cluster one is not reached the credential was refused',
      'info cluster: the cluster one is live',
      'warn cluster: the cluster one is stale no answer for 10 s',
      'warn cluster: the cluster one is denied May not list services',
    ])
  })

  it('is not filled by a cluster that comes and goes: each state once a minute, with how often it was', () => {
    const { clock, told, log } = stage()
    for (let round = 0; round < 30; round += 1) {
      log.note(status('live'))
      log.note(status('stale', `away ${round}`))
      clock.advance(1000)
    }
    expect(told).toHaveLength(2)
    clock.advance(60_000)
    expect(told.slice(2)).toEqual([
      'info cluster: the cluster one is live  29',
      'warn cluster: the cluster one is stale away 29 29',
    ])
  })

  it('says why there is no cluster', () => {
    const { told, log } = stage()
    log.begin([], 'kubeconfig /x does not exist')
    expect(told).toEqual(['warn no-cluster: kubeconfig /x does not exist'])
  })
})
