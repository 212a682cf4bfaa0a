import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Caches } from '@/components/resolution/caches'
import { answer, brokenInCluster, resolution } from '../../lib/domain/diagram/sample-resolution'
import { renderScreen } from '../render-screen'

const shown = (change: Partial<ReturnType<typeof resolution>['dns']> = {}) => {
  const seen = resolution(brokenInCluster(), answer())
  renderScreen(<Caches resolution={{ ...seen, dns: { ...seen.dns, ...change } }} />)
}
const row = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

describe('the caches on the way', () => {
  it('say how long a change takes to be seen, and where each number is from', () => {
    shown({ kubernetesTtlSeconds: 12, cacheMaxSeconds: 0, source: 'corefile', why: null })
    expect(screen.getByText(/Another target of this alias/).textContent).toContain('within 13 s, in a JVM within 43 s')
    expect(screen.getByText(/Another record behind/).textContent).toContain('within 300 s')
    expect(row(/kubernetes plugin/).slice(1)).toEqual(['12 s', 'Corefile'])
    expect(row(/cache plugin/).slice(1)).toEqual(['not at all', 'Corefile'])
    expect(row(/The node’s own resolver/).slice(1)).toEqual(['300 s', 'seen in answers'])
  })

  it('say why a number is assumed', () => {
    shown({ source: 'assumed', why: 'may not get configmaps in kube-system' })
    expect(row(/kubernetes plugin/).at(-1)).toBe('assumed')
    expect(screen.getByText(/may not get configmaps in kube-system/)).toBeTruthy()
  })
})
