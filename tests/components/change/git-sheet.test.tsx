import { configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ChangeLinkProvider } from '@/components/change/change-link-provider'
import { ChangeSheet } from '@/components/change/change-sheet'
// Loaded before the first test, which would wait for it otherwise.
import '@/components/change/linked-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { applyChange } from '@/lib/client/apply-change'
import type { ChangeView, MigrationStep, Plan } from '@/lib/contract/changes'
import { makeRow } from '../../lib/client/rows'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { makeChange, makePlan, service } from './changes'

// A sheet is loaded when it is first opened, and then asks: on a busy machine that takes its time.
configure({ asyncUtilTimeout: 10_000 })

const patch = 'patches:\n  - target:\n      kind: Service\n      name: search\n'
const request = { kind: 'retarget', service, target: 'b.example.com' } as const
const blocked = {
  code: 'field-owner',
  state: 'block',
  title: 'Argo CD will write the target back',
  evidence: 'tracking id',
  checkedAt: new Date().toISOString(),
} as const

function gitPlan(heals: 'self-heal' | 'unknown' | 'next-sync' = 'self-heal'): Plan {
  return makePlan({
    request,
    prechecks: [...makePlan().prechecks, { ...blocked, state: heals === 'next-sync' ? 'warn' : 'block' }],
    ownerOfField: 'argo-cd',
    fieldOwner: {
      tool: 'argo-cd',
      manager: 'argocd-controller',
      heals,
      withinSeconds: heals === 'self-heal' ? 5 : null,
      excluded: null,
      rivals: [],
      declaredBy: { kind: 'Application', namespace: 'argocd', name: 'finance-prod' },
      source: 'https://git.example/deploy, overlays/production',
      signals: [
        { tool: 'argo-cd', strength: 'strong', says: 'Application finance-prod heals itself: selfHeal is true' },
        { tool: 'argo-cd', strength: 'weak', says: 'Label app.kubernetes.io/instance is <b>shop</b>' },
      ],
    },
    git: {
      tool: 'argo-cd',
      instructions: ['Add the patch to the kustomization.yaml that Application finance-prod renders.'],
      files: [
        { name: 'kustomization.yaml', format: 'kustomize', text: patch },
        { name: 'search.yaml', format: 'yaml', text: 'spec:\n  externalName: b.example.com\n' },
      ],
    },
  })
}

const proposed = (members: Partial<ChangeView> = {}) => {
  const at = new Date().toISOString()
  const steps = [{ state: 'patch-proposed' as const, at, note: 'Waits for Application finance-prod to bring it.' }]
  return makeChange({ kind: 'retarget', state: 'patch-proposed', steps, ...members })
}

const unknown = { useCaseReason: null, probe: null, inCluster: null }
const detail = {
  row: makeRow({ ...service, target: 'a.example.com' }),
  ...{ labels: {}, annotations: {}, findings: [], group: null, lastChange: null, permissions: [] },
  ...{ ownerOfField: 'argo-cd', ...unknown },
}

const step = { service, id: '55555555-5555-4555-8555-555555555555', phase: 'switch' }

function Starter({ migration }: { migration: MigrationStep | null }) {
  const flow = useChangeFlow()
  return (
    <>
      <button type="button" onClick={() => flow.review(request, migration)}>
        Start
      </button>
      <ChangeSheet flow={flow} members={null} />
    </>
  )
}

async function open(
  plan: Plan,
  routes: Parameters<typeof startConsoleServer>[0] = {},
  migration: MigrationStep | null = null,
) {
  const calls = await startConsoleServer({
    'POST /plans': () => ({ body: plan }),
    'GET /services/prod/catalog/*': () => ({ body: detail }),
    ...routes,
  })
  const rendered = renderScreen(<Starter migration={migration} />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Start' }))
  return { ...rendered, calls, user }
}

describe('a sheet whose change the owner would revert', () => {
  it('says who reverts it in how long, leads with the patch, and proves who owns it', async () => {
    await open(gitPlan())
    expect(await screen.findByText('Argo CD will revert this within 5 s. Change it in Git instead.')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Kustomize: kustomization.yaml' }).textContent).toContain('name: search')
    const owner = within(screen.getByRole('region', { name: 'Who will revert it' }))
    expect(owner.getByText('Application finance-prod heals itself: selfHeal is true')).toBeTruthy()
    expect(owner.getByText(/is <b>shop<\/b>/).textContent).toContain('decides nothing')
    expect(screen.queryByRole('button', { name: /^Retarget/ })).toBeNull()
  })

  it('says so when nobody knows whether it is reverted', async () => {
    await open(gitPlan('unknown'))
    expect(await screen.findByText('Argo CD may revert this at any time. Change it in Git instead.')).toBeTruthy()
  })

  it('shows each form of the change, and copies the one that is shown', async () => {
    const { user } = await open(gitPlan())
    await user.click(await screen.findByRole('button', { name: 'Plain YAML' }))
    expect(screen.getByRole('region', { name: 'Plain YAML: search.yaml' }).textContent).toContain('b.example.com')
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe('spec:\n  externalName: b.example.com\n')
    expect(screen.getByText('Copied')).toBeTruthy()
  })

  it('copies the patch, records the proposal with why, waits for it, and goes on by itself when it arrives', async () => {
    const { user, calls, queryClient } = await open(gitPlan(), {
      'POST /proposals': () => ({ status: 201, body: proposed() }),
      'GET /changes/prod/catalog/search/*': () => ({ body: proposed() }),
    })
    await user.type(await screen.findByLabelText(/^Why/), 'moving on')
    await user.click(screen.getByRole('button', { name: 'Copy patch and wait for it' }))
    expect(await screen.findByText('Waiting for the repository.')).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(patch)
    const sent = calls.find(({ path }) => path === '/proposals')?.body
    expect(sent).toEqual({ request, hash: gitPlan().hash, changeId: expect.any(String), reason: 'moving on' })
    // What another test has begun may still come to this server; of this change nothing is to be sent.
    const change = { path: '/changes', body: expect.objectContaining({ request }) }
    expect(calls).not.toContainEqual(expect.objectContaining(change))
    const at = new Date().toISOString()
    const steps = [...proposed().steps, { state: 'observed-live' as const, at, note: null }]
    applyChange(queryClient, proposed({ state: 'observed-live', steps }))
    await waitFor(() => expect(screen.queryByText('Waiting for the repository.')).toBeNull())
  })

  it.each([
    ['that leads with the patch', 'self-heal'],
    ['that has it folded', 'next-sync'],
  ] as const)('proposes a step of a migration as that from a sheet %s', async (_, heals) => {
    const routes = {
      'POST /proposals': () => ({ status: 201, body: proposed() }),
      'GET /changes/prod/catalog/search/*': () => ({ body: proposed() }),
    }
    const { user, calls } = await open(gitPlan(heals), routes, step)
    if (heals === 'next-sync') await user.click(await screen.findByText('Change it in Git instead'))
    await user.click(await screen.findByRole('button', { name: 'Copy patch and wait for it' }))
    expect(await screen.findByText('Waiting for the repository.')).toBeTruthy()
    expect(calls.find(({ path }) => path === '/proposals')?.body).toMatchObject({ request, migration: step })
  })

  it('withdraws a proposal with a reason', async () => {
    const { user, calls } = await open(gitPlan(), {
      'POST /proposals': () => ({ status: 201, body: proposed() }),
      'GET /changes/prod/catalog/search/*': () => ({ body: proposed() }),
      'POST /changes/prod/catalog/search/11111111-1111-4111-8111-111111111111/*': () => ({
        body: proposed({ state: 'cancelled' }),
      }),
    })
    await user.click(await screen.findByRole('button', { name: 'Copy patch and wait for it' }))
    const withdraw = await screen.findByRole('button', { name: 'Withdraw' })
    expect(withdraw.getAttribute('aria-disabled')).toBe('true')
    await user.type(screen.getByLabelText(/^Because/), 'decided otherwise')
    await user.click(withdraw)
    await waitFor(() => expect(calls.at(-1)?.body).toEqual({ decision: 'withdraw', reason: 'decided otherwise' }))
  })

  it('lets it be written live only by a link, with the check named and a reason', async () => {
    const { user } = await open(gitPlan())
    await user.click(await screen.findByRole('button', { name: 'Write it live anyway…' }))
    expect(screen.getByRole('region', { name: 'Stands in the way' }).textContent).toContain('field-owner')
    expect(screen.getByRole('button', { name: /^Retarget/ }).getAttribute('aria-disabled')).toBe('true')
    await user.type(screen.getByLabelText(/^Go on all the same/), 'the provider is down')
    expect(screen.getByRole('button', { name: /^Retarget/ }).getAttribute('aria-disabled')).toBeNull()
  })
})

describe('a sheet whose owner waits for a sync', () => {
  it('leads with the live write and its warning, and has the change for Git folded below', async () => {
    const { user } = await open(gitPlan('next-sync'))
    expect(await screen.findByRole('region', { name: 'To acknowledge' })).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Retarget/ })).toBeTruthy()
    const instead = screen.getByText('Change it in Git instead').closest('details')
    expect(instead?.open).toBe(false)
    await user.click(screen.getByText('Change it in Git instead'))
    expect(instead?.open).toBe(true)
    expect(screen.getByRole('region', { name: 'Kustomize: kustomization.yaml' }).textContent).toContain('name: search')
    expect(screen.getByRole('list', { name: 'What follows' }).textContent).toContain('somebody may have to start')
  })

  it('proposes it from there without an acknowledgement, and writes nothing live', async () => {
    const { user, calls } = await open(gitPlan('next-sync'), {
      'POST /proposals': () => ({ status: 201, body: proposed() }),
      'GET /changes/prod/catalog/search/*': () => ({ body: proposed() }),
    })
    await user.click(await screen.findByText('Change it in Git instead'))
    await user.click(screen.getByRole('button', { name: 'Copy patch and wait for it' }))
    expect(await screen.findByText('Waiting for the repository.')).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(patch)
    // What another test has begun may still come to this server; of this change nothing is to be sent.
    const change = { path: '/changes', body: expect.objectContaining({ request }) }
    expect(calls).not.toContainEqual(expect.objectContaining(change))
  })

  it('says what keeps the tool from bringing it', async () => {
    const plan = gitPlan('next-sync')
    const excluded = 'Annotation kustomize.toolkit.fluxcd.io/reconcile is disabled'
    const fieldOwner = plan.fieldOwner && { ...plan.fieldOwner, heals: 'never' as const, excluded }
    await open({ ...plan, fieldOwner })
    const caveat = `${excluded}: as long as that stands, Application finance-prod does not bring it.`
    expect(await screen.findByText(caveat)).toBeTruthy()
  })
})

describe('a proposal that is opened by its link', () => {
  const link = `?change=prod/catalog/search/${proposed().id}`

  async function follow(change: ChangeView, onPlan: () => Answer) {
    const calls = await startConsoleServer({
      'GET /changes/prod/catalog/search/*': () => ({ body: change }),
      'GET /services/prod/catalog/*': () => ({ body: detail }),
      'GET /groups': () => ({ body: { items: [], total: 0, offset: 0 } }),
      'POST /plans': onPlan,
    })
    renderScreen(<ChangeLinkProvider>the page</ChangeLinkProvider>, { search: link })
    await screen.findByText('Waiting for the repository.')
    return calls
  }

  it('has the same files again, by the target that was proposed, and writes nothing', async () => {
    const calls = await follow(proposed({ kind: 'switch' }), () => ({ body: gitPlan() }))
    const file = await screen.findByRole('region', { name: 'Kustomize: kustomization.yaml' })
    expect(file.textContent).toContain('name: search')
    expect(screen.getByRole('button', { name: 'Copy patch' })).toBeTruthy()
    expect(screen.getByRole('list', { name: 'What follows' }).textContent).toContain('You merge it')
    expect(calls.find(({ path }) => path === '/plans')?.body).toEqual(request)
    expect(calls.filter(({ method, path }) => method === 'POST' && path !== '/plans')).toEqual([])
  })

  it('plans an undo as an undo: it may lead back over a type', async () => {
    const undoOf = '22222222-2222-4222-8222-222222222222'
    const calls = await follow(proposed({ kind: 'undo', undoOf }), () => ({ body: gitPlan() }))
    await screen.findByRole('region', { name: 'Kustomize: kustomization.yaml' })
    expect(calls.find(({ path }) => path === '/plans')?.body).toEqual({ kind: 'undo', service, changeId: undoOf })
  })

  it.each<[string, Answer, string]>([
    [
      'a right is missing',
      { status: 403, body: problem(403, 'forbidden', 'ada may not patch services in namespace catalog.') },
      'ada may not patch services in namespace catalog.',
    ],
    [
      'no repository is known any more',
      { body: makePlan({ request }) },
      'No signal says any more that search comes from a repository.',
    ],
  ])('says why it cannot show them when %s', async (_, answer, why) => {
    await follow(proposed(), () => answer)
    expect((await screen.findByRole('alert')).textContent).toBe(`It cannot be made again here. ${why}`)
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeTruthy()
  })
})
