import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ClusterStates } from '@/components/session/cluster-states'
import { IdentityMenu } from '@/components/session/identity-menu'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ClusterStatus } from '@/lib/contract/services'
import { makePage } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

describe('the menu of the identity', () => {
  it('says what one may do where: everywhere, not everywhere, or not known', async () => {
    const queryClient = makeQueryClient()
    queryClient.setQueryData(sessionQuery().queryKey, {
      identity: { user: 'ada', groups: ['oncall'], mode: 'token' },
      can: { 'list services in a': true, 'patch services in a': false, 'list services in b': null },
      names: { b: 'ada@corp' },
      readOnly: true,
      confirm: 'when-needed' as const,
    })
    renderScreen(<IdentityMenu />, { queryClient })
    await userEvent.click(screen.getByRole('button', { name: /Signed in as.*ada/ }))
    const menu = await screen.findByRole('menu')
    expect(menu.textContent).toContain('from a Kubernetes token')
    expect(menu.textContent).toContain('oncall')
    expect(menu.textContent).toContain('Elsewhereada@corp in b')
    expect(menu.textContent).toContain('This console only reads')
    expect(menu.textContent).toContain('list services in ayes')
    expect(menu.textContent).toContain('patch services in anot everywhere')
    expect(menu.textContent).toContain('list services in bcould not be asked')
  })
})

describe('the way out', () => {
  const open = async (mode: 'loopback' | 'token' | 'oidc' | 'proxy', problem?: string) => {
    const queryClient = makeQueryClient()
    queryClient.setQueryData(sessionQuery().queryKey, {
      ...{ identity: { user: 'ada', groups: [], mode }, can: {}, readOnly: false, confirm: 'when-needed' as const },
      ...(problem === undefined ? {} : { problem }),
    })
    renderScreen(<IdentityMenu />, { queryClient })
    await userEvent.click(screen.getByRole('button', { name: /Signed in as.*ada/ }))
    return screen.findByRole('menu')
  }

  it.each(['token', 'oidc'] as const)('is offered where there is a session: %s', async (mode) => {
    await open(mode)
    expect(screen.getByRole('menuitem', { name: 'Sign out' })).toBeDefined()
  })

  it.each(['loopback', 'proxy'] as const)('is not offered where there is none: %s', async (mode) => {
    await open(mode)
    expect(screen.queryByRole('menuitem', { name: 'Sign out' })).toBeNull()
  })

  it('stands beside what is wrong with a sign-in that still holds', async () => {
    const menu = await open('oidc', 'The sign-in provider does not answer.')
    expect(menu.textContent).toContain('Signed in for nowThe sign-in provider does not answer.')
  })
})

describe('the menu of a cluster', () => {
  it('says why it is stale, and leads to its aliases', async () => {
    const queryClient = makeQueryClient()
    const cluster: ClusterStatus = {
      ...{ clusterDomain: 'corp.test', clusterDomainSource: 'assumed' },
      name: 'edge',
      label: '<b>edge</b>',
      state: 'stale',
      since: '2026-11-23T14:04:00Z',
      why: 'It refuses connections.',
    }
    queryClient.setQueryData(summaryQuery().queryKey, makePage([], { clusters: [cluster] }))
    const went: string[] = []
    renderScreen(<ClusterStates />, { queryClient, onNavigate: (href) => went.push(href) })
    await userEvent.click(screen.getByRole('button', { name: /edge/ }))
    const menu = await screen.findByRole('menu')
    expect(menu.textContent).toContain('It refuses connections.')
    expect(menu.textContent).toContain('Domain corp.test, assumed: its Corefile was not read.')
    await userEvent.click(screen.getByRole('menuitem', { name: 'Only its aliases' }))
    expect(went).toEqual(['/?cluster=edge'])
  })
})
