import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { FindingsView } from '@/components/finding/findings-view'
import { summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { FindingPolicy } from '@/lib/contract/finding-policy'
import type { FindingsPage } from '@/lib/contract/findings'
import { makePage } from '../../lib/client/rows'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const nothing: FindingsPage = {
  ...{ items: [], total: 0, offset: 0, suppressed: 0, partial: [], teams: [] },
  facets: { code: {}, severity: {}, owner: {}, namespace: {}, cluster: {}, environment: {} },
}

const rule = (code: string, severity: 'critical' | 'warning' | 'info', aliases: number) => ({
  ...{ code, severity, aliases, cause: 'It is so.', fix: 'Mend it.', action: null },
})

function policyFor(chosen: readonly string[]): FindingPolicy {
  const actions = new Map(chosen.map((each) => each.split(':') as [string, 'warn' | 'audit' | 'deny']))
  const rules = [
    rule('LOCALHOST_TARGET', 'critical', 2),
    rule('PORT_NOT_MAPPED', 'warning', 1),
    rule('NO_OWNER', 'info', 0),
  ]
  return {
    ...{ cluster: 'prod', clusterDomain: 'cluster.local' },
    rules: rules.map((each) => ({ ...each, action: actions.get(each.code) ?? null })),
    impossible: [{ code: 'UNUSED', why: 'It depends on who names the Service.' }],
    yaml: chosen.length === 0 ? '' : `# made of ${chosen.join(' ')}\n`,
    removal: 'kubectl delete policies -l a=b',
  }
}

async function open(search: string, answer?: () => Answer) {
  const queryClient = makeQueryClient()
  queryClient.setQueryData(summaryQuery().queryKey, makePage([]))
  await startConsoleServer({
    'GET /findings': () => ({ body: nothing }),
    'GET /findings/policy': answer ?? (({ query }) => ({ body: policyFor(query.getAll('rule')) })),
  })
  const { searches } = renderScreen(<FindingsView />, { search, queryClient })
  return { user: userEvent.setup(), searches }
}

it('opens with every rule off, and makes the YAML of what is chosen for each, which the address has', async () => {
  const { user, searches } = await open('?view=findings')
  await user.click(await screen.findByRole('button', { name: 'Policy…' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Rules as admission policy' }))
  await sheet.findByText('Nothing chosen')
  expect(sheet.getByText('2 aliases have it now', { exact: false })).toBeDefined()
  const localhost = within(sheet.getByRole('group', { name: 'What is done for Target is localhost' }))
  await user.click(localhost.getByRole('button', { name: 'Deny' }))
  await sheet.findByText('# made of LOCALHOST_TARGET:deny')
  expect(searches.at(-1)).toContain('policy=LOCALHOST_TARGET:deny')
  expect(sheet.getByRole('link', { name: 'Download YAML' }).getAttribute('href')).toBe(
    '/api/v1/findings/policy?rule=LOCALHOST_TARGET%3Adeny&format=yaml',
  )
  expect(sheet.getByText('kubectl apply -f signpost-policy.yaml')).toBeDefined()
  await user.click(localhost.getByRole('button', { name: 'Off' }))
  await sheet.findByText('Nothing chosen')
})

it('chooses by severity at once, and says which rules cannot be a policy', async () => {
  const { user } = await open('?view=findings&policy=')
  const sheet = within(await screen.findByRole('dialog', { name: 'Rules as admission policy' }))
  await user.click(await sheet.findByRole('button', { name: 'Deny critical, warn of warnings' }))
  await sheet.findByText('# made of LOCALHOST_TARGET:deny PORT_NOT_MAPPED:warn')
  await user.click(sheet.getByText(/1 rules? cannot be a policy/))
  expect(sheet.getByText('Nothing names it: It depends on who names the Service.')).toBeDefined()
})

it('is told by the server why a choice in the address cannot be made, and closes to the list', async () => {
  const refused = () => ({ status: 422, body: problem(422, 'policy-rule', 'rule: no rule is called X') })
  const { user, searches } = await open('?view=findings&policy=X:warn', refused)
  const sheet = within(await screen.findByRole('dialog'))
  expect((await sheet.findByRole('alert')).textContent).toContain('rule: no rule is called X')
  await user.click(sheet.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(searches.at(-1)).not.toContain('policy'))
})
