import { describe, expect, test } from 'vitest'
import { leaderLabel } from '@/lib/domain/workload/leader-label'
import { rolloutUnderWay } from '@/lib/domain/workload/workload'
import { sampleWorkload } from '../change/selector-evidence'

describe('rolloutUnderWay', () => {
  test('is none while every wanted pod is of the last template and ready', () => {
    expect(rolloutUnderWay(sampleWorkload())).toBeNull()
    const none = { replicas: 0, currentReplicas: 0, readyReplicas: 0, updatedReplicas: 0 }
    expect(rolloutUnderWay(sampleWorkload(none))).toBeNull()
  })

  test('says first that the controller has not seen the last change, since its counts are old then', () => {
    expect(rolloutUnderWay(sampleWorkload({ observedGeneration: 2, updatedReplicas: 0 }))).toContain('has not seen')
  })
})

describe('leaderLabel', () => {
  test.each([
    [{ app: 'db', role: 'master' }, 'role=master'],
    [{ app: 'db', role: 'PRIMARY' }, 'role=PRIMARY'],
    [{ 'postgres-operator.crunchydata.com/role': 'primary' }, 'postgres-operator.crunchydata.com/role=primary'],
    [{ 'statefulset.kubernetes.io/pod-name': 'db-0' }, 'statefulset.kubernetes.io/pod-name=db-0'],
    [{ app: 'db', role: 'replica' }, null],
    [{ app: 'master' }, null],
    [{}, null],
  ])('reads %o as %s', (selector, label) => expect(leaderLabel(selector as Record<string, string>)).toBe(label))
})
