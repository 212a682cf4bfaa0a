import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { sessionQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Session } from '@/lib/contract/session'
import { renderScreen } from '../render-screen'

const rights = [{ verb: 'patch', resource: 'services', namespace: 'payments' }]

function show(session: Partial<Session> = {}) {
  const queryClient = makeQueryClient()
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'token' },
    ...{ can: {}, readOnly: false, confirm: 'when-needed', ...session },
  })
  renderScreen(<RoleToAskFor cluster="prod" rights={rights} />, { queryClient })
  return userEvent.setup()
}

describe('the role to ask for', () => {
  it('is read before it is copied, says for whom, what and where, and is copied as it stands', async () => {
    const user = show()
    await user.click(screen.getByRole('button', { name: 'Role to ask for' }))
    const dialog = await screen.findByRole('dialog', { name: 'Role to ask for' })
    expect(dialog.textContent).toContain('It gives ada patch services in payments.')
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    const copied = await navigator.clipboard.readText()
    expect(copied).toContain('kind: RoleBinding')
    expect(copied).toContain('  namespace: payments')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('names the viewer as the cluster knows them', async () => {
    const user = show({ names: { prod: 'ada@corp' } })
    await user.click(screen.getByRole('button', { name: 'Role to ask for' }))
    expect((await screen.findByRole('dialog')).textContent).toContain('name: "ada@corp"')
  })

  it('is not offered where the console only reads: no Role would help', () => {
    show({ readOnly: true })
    expect(screen.queryByRole('button')).toBeNull()
  })
})
