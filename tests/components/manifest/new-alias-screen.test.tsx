import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { keepDraft, readDraft } from '@/components/manifest/draft-store'
import { NewAliasScreen } from '@/components/manifest/new-alias-screen'
import { makePlan } from '../change/changes'
import { problem } from '../console-server'
import { makeCheck, makeNamespace, showEditor } from './show-editor'

const show = (given?: Parameters<typeof showEditor>[1]) => showEditor(<NewAliasScreen />, given)

const yaml = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Manifest as YAML' })
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const write = (text: string) => fireEvent.change(yaml(), { target: { value: text } })
const plan = () => screen.getByRole('button', { name: /^Plan new alias/ })

const whole = `apiVersion: v1
kind: Service
metadata:
  name: orders-db # what clients use
  namespace: shop
spec:
  type: ExternalName
  externalName: db.example.com
`

describe('the form and the text', () => {
  it('start from the template and place of the address', async () => {
    await show({ search: '?cluster=prod&namespace=shop&template=cache' })
    expect(screen.getByRole('button', { name: /^Cache/, pressed: true })).toBeTruthy()
    expect(yaml().value).toContain('namespace: shop')
    expect(yaml().value).toContain('port: 6379')
    expect(field('Port 1').value).toBe('6379')
  })

  it('write each other: a field changes its line alone, a line its field', async () => {
    await show()
    write(whole)
    expect(field('Name').value).toBe('orders-db')
    fireEvent.change(field('Target'), { target: { value: 'new.example.com' } })
    expect(yaml().value).toBe(whole.replace('db.example.com', 'new.example.com'))
    expect(screen.getByText('line 8, by the form')).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox', { name: 'Owner' }), { target: { value: 'web' } })
    expect(yaml().value).toContain('  annotations:\n    a8r.io/owner: web\n')
    expect(yaml().value).toContain('# what clients use')
  })

  it('keep what the form last showed while the text is broken, say where, and mark the line', async () => {
    await show()
    write(whole)
    write(whole.replace('  namespace: shop', '\tnamespace: shop'))
    expect(screen.getByText('Tabs must not indent: use spaces')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Line 5, column 1' })).toBeTruthy()
    expect(yaml().getAttribute('aria-invalid')).toBe('true')
    expect(field('Name').value).toBe('orders-db')
    expect(field('Name').readOnly).toBe(true)
    expect(plan().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText('The YAML cannot be read at line 5, column 1.')).toHaveLength(2)
  })

  it('keep what was said when another template is chosen', async () => {
    const { searches } = await show()
    write(whole)
    await userEvent.click(screen.getByRole('button', { name: /^HTTP API/ }))
    expect(yaml().value).toContain('name: orders-db')
    expect(yaml().value).toContain('externalName: db.example.com')
    expect(yaml().value).toContain('port: 443')
    await waitFor(() => expect(searches.at(-1)).toContain('template=http-api'))
    expect(searches.at(-1)).not.toContain('orders-db')
  })

  it('say in the words of the API server what it would refuse, and what it wrongly accepts', async () => {
    await show()
    write(whole.replace('name: orders-db', 'name: Orders').replace('db.example.com', '10.0.0.1'))
    expect(screen.getByText(/a lowercase RFC 1123 label must consist of/)).toBeTruthy()
    expect(field('Name').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('The target is an IP address')).toBeTruthy()
    expect(screen.getAllByText('Still to be said or corrected: metadata.name.')).toHaveLength(2)
  })

  it('name the application as the alias, until the label says something else', async () => {
    await show()
    fireEvent.change(field('Name'), { target: { value: 'orders' } })
    expect(yaml().value).toContain('app.kubernetes.io/name: orders\n')
    write(yaml().value.replace('app.kubernetes.io/name: orders', 'app.kubernetes.io/name: shop'))
    fireEvent.change(field('Name'), { target: { value: 'orders-db' } })
    expect(yaml().value).toContain('app.kubernetes.io/name: shop\n')
    expect(screen.getByText('Metadata by good practice: 2 of 8')).toBeTruthy()
  })

  it('keep a port that is half typed in its field until it is a number', async () => {
    await show({ search: '?cluster=prod&namespace=shop&template=cache' })
    const port = field('Port 1')
    await userEvent.clear(port)
    expect(port.value).toBe('')
    expect(yaml().value).toContain('port: 6379')
    await userEvent.type(port, '6380')
    expect(yaml().value).toContain('port: 6380')
  })
})

describe('what clients call it', () => {
  const named = 'orders-db.shop.svc.corp.test'

  it('ends with the domain that the console knows of the cluster, before there is any alias', async () => {
    await show({ domain: { clusterDomain: 'corp.test', clusterDomainSource: 'corefile' } })
    write(whole.replace('db.example.com', 'db.other.svc.corp.test'))
    expect(screen.getByText(named)).toBeTruthy()
    expect(screen.getByText('What clients call it')).toBeTruthy()
    expect(screen.queryByText(/cluster\.local/)).toBeNull()
  })

  it('says so where that domain is only assumed', async () => {
    await show({ domain: { clusterDomain: 'corp.test', clusterDomainSource: 'assumed' } })
    write(whole)
    expect(screen.getByText(named)).toBeTruthy()
    expect(screen.getByText('What clients call it, its domain assumed')).toBeTruthy()
  })
})

describe('the practice of the namespace', () => {
  const practice = [
    {
      ...{ map: 'annotations' as const, key: 'a8r.io/owner', carriedBy: 31 },
      common: { value: 'platform', carriedBy: 28 },
    },
    { map: 'annotations' as const, key: 'a8r.io/runbook', carriedBy: 4, common: null },
    { map: 'annotations' as const, key: 'a8r.io/chat', carriedBy: 0, common: null },
  ]
  const shop = (canList: boolean) => ({
    'GET /namespaces': ({ query }: { query: URLSearchParams }) => ({
      body: {
        items: [
          makeNamespace({ aliases: canList ? 36 : null, practice: query.has('name') && canList ? practice : null }),
        ],
        ...{ total: 1, offset: 0, canCreateNamespace: true },
      },
    }),
  })

  it('is counted beside each empty field, and what most say is taken by a click, never by itself', async () => {
    await show({ routes: shop(true) })
    expect(await screen.findByText('31 of 36 in shop have an owner')).toBeTruthy()
    expect(screen.getByText('4 of 36 in shop have a runbook')).toBeTruthy()
    expect(screen.queryByText(/have a chat/)).toBeNull()
    expect(yaml().value).not.toContain('platform')
    await userEvent.click(screen.getByRole('button', { name: 'Take platform as owner' }))
    expect(yaml().value).toContain('a8r.io/owner: platform\n')
    expect(screen.queryByText('31 of 36 in shop have an owner')).toBeNull()
    expect(screen.getByText(/^31 of 36 in shop, so that somebody answers for it$/)).toBeTruthy()
  })

  it('is not told where the viewer may not list the aliases', async () => {
    const { calls } = await show({ routes: shop(false) })
    await waitFor(() => expect(calls.filter(({ path }) => path.startsWith('/namespaces'))).toHaveLength(2))
    expect(await screen.findByText('You may create services in shop')).toBeTruthy()
    expect(screen.queryByText(/ in shop have /)).toBeNull()
  })
})

describe('the target', () => {
  it('is looked up once typing rests: provider, ports to take, who leads there already', async () => {
    const { calls } = await show({
      search: '?cluster=prod&namespace=shop&template=blank',
      check: (target) => ({
        body: makeCheck({
          ...{ target, provider: 'AWS RDS', portsBecause: 'Its name has the word "postgres".' },
          suggestedPorts: [{ name: 'postgres', port: 5432, protocol: 'TCP' }],
          ...{ duplicates: [{ cluster: 'prod', namespace: 'web', name: 'recs', owner: 'web' }], duplicatesTotal: 1 },
        }),
      }),
    })
    await userEvent.type(field('Target'), 'db.example.com')
    expect(await screen.findByText('AWS RDS, recognised by its name')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'recs in web' }).getAttribute('href')).toBe('/services/prod/web/recs')
    await userEvent.click(screen.getByRole('button', { name: 'Take postgres 5432/TCP' }))
    expect(yaml().value).toContain('- name: postgres\n      port: 5432')
    expect(calls.filter(({ path }) => path === '/targets').map(({ body }) => body)).toEqual([
      { cluster: 'prod', namespace: 'shop', target: 'db.example.com' },
    ])
  })

  it('is shown with what probes found where aliases lead there already, else with why nobody tried', async () => {
    const lane = { notProbed: null, connectMs: [], at: new Date(Date.now() - 240_000).toISOString() }
    const names = { daysLeft: 212.4, trust: 'public' as const, severity: 'ok' as const, isHostCovered: true }
    const probes = [
      { ...lane, port: 443, connectedMs: 9, problem: null, certificate: names },
      { ...lane, port: 5432, connectedMs: null, problem: 'connection refused', certificate: null },
      { ...lane, port: 8443, connectedMs: 12, problem: 'no TLS there', certificate: null },
    ]
    await show({
      check: (target) => ({
        body: makeCheck(
          target === 'known.example.com'
            ? { target, probes }
            : { target, notProbed: 'Port 5432 is tried once an alias leads there.' },
        ),
      }),
    })
    fireEvent.change(field('Target'), { target: { value: 'known.example.com' } })
    expect(await screen.findByText('443 open in 9 ms')).toBeTruthy()
    expect(screen.getAllByText('probed 4 min ago, for an alias that leads there')).toHaveLength(3)
    expect(screen.getByText('Its certificate names the target')).toBeTruthy()
    expect(screen.getByText('ends in 212 d, public CA')).toBeTruthy()
    expect(screen.getByText('5432: connection refused')).toBeTruthy()
    expect(screen.getByText('8443: no TLS there')).toBeTruthy()
    fireEvent.change(field('Target'), { target: { value: 'new.example.com' } })
    expect(await screen.findByText('Port 5432 is tried once an alias leads there.')).toBeTruthy()
    expect(screen.queryByText('443 open in 9 ms')).toBeNull()
  })

  it('never shows the facts of another target: a late answer is dropped', async () => {
    let answerFirst = () => {}
    const first = new Promise<void>((resolve) => {
      answerFirst = resolve
    })
    await show({
      check: async (target) => {
        if (target === 'one.example.com') await first
        return { body: makeCheck({ target, useCaseBecause: `About ${target}.` }) }
      },
    })
    fireEvent.change(field('Target'), { target: { value: 'one.example.com' } })
    expect(await screen.findByText('Asking DNS…')).toBeTruthy()
    fireEvent.change(field('Target'), { target: { value: 'two.example.com' } })
    expect(await screen.findByText('About two.example.com.')).toBeTruthy()
    answerFirst()
    await expect(screen.findByText('About one.example.com.', {}, { timeout: 300 })).rejects.toThrow()
  })

  it('that cannot be looked up is unknown, not wrong', async () => {
    await show({ check: () => ({ status: 503, body: problem(503, 'unavailable', 'The cluster does not answer.') }) })
    write(whole)
    expect(await screen.findByText('The target could not be looked up')).toBeTruthy()
    expect(await screen.findByText('The cluster does not answer.')).toBeTruthy()
  })
})

describe('the namespace', () => {
  it('is chosen with what it is for, and the address keeps it', async () => {
    const billing = makeNamespace({ name: 'billing', purpose: 'invoices', canCreateServices: false })
    const { searches } = await show({ namespaces: { items: [makeNamespace(), billing], total: 2 } })
    const choice = screen.getByRole('combobox', { name: 'Namespace' })
    expect(await within(choice).findByRole('option', { name: 'billing · invoices · production' })).toBeTruthy()
    expect(screen.getByText('You may create services in shop')).toBeTruthy()
    await userEvent.selectOptions(choice, 'billing')
    expect(yaml().value).toContain('namespace: billing')
    expect(await screen.findByText('You may not create services in billing')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Role to ask for' }))
    const role = await screen.findByRole('dialog', { name: 'Role to ask for' })
    expect(role.textContent).toMatch(/namespace: billing.*resources: \[services\].*verbs: \[create\]/)
    await waitFor(() => expect(searches.at(-1)).toContain('namespace=billing'))
  })

  it('can be made where that is allowed, labelled', async () => {
    const { calls } = await show({
      routes: { 'POST /namespaces': ({ body }) => ({ status: 201, body: makeNamespace({ name: Object(body).name }) }) },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Create a namespace' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the namespace' }), 'external')
    await userEvent.type(screen.getByRole('textbox', { name: 'Label purpose' }), 'external-services')
    await userEvent.click(screen.getByRole('button', { name: 'Create namespace' }))
    await waitFor(() => expect(yaml().value).toContain('namespace: external'))
    expect(calls.find(({ path, method }) => path === '/namespaces' && method === 'POST')?.body).toEqual({
      ...{ cluster: 'prod', name: 'external', labels: { purpose: 'external-services' } },
    })
  })

  it('says which right is missing to make one', async () => {
    await show({ namespaces: { canCreateNamespace: false } })
    const button = await screen.findByRole('button', { name: 'Create a namespace' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('create namespaces').parentElement?.id).toBe(button.getAttribute('aria-describedby'))
    await userEvent.click(screen.getByRole('button', { name: 'Role to ask for' }))
    const role = await screen.findByRole('dialog', { name: 'Role to ask for' })
    expect(role.textContent).toMatch(/ClusterRole.*resources: \[namespaces\].*verbs: \[create\]/)
  })

  it('is typed where there are more than a list gives', async () => {
    await show({ namespaces: { total: 900 } })
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Namespace' }).tagName).toBe('INPUT'))
    fireEvent.change(screen.getByRole('combobox', { name: 'Namespace' }), { target: { value: 'far-away' } })
    expect(yaml().value).toContain('namespace: far-away')
    expect(screen.queryByText(/No namespace far-away/)).toBeNull()
  })

  it('is typed where they cannot be listed', async () => {
    await show({ namespaces: { status: 403, body: problem(403, 'forbidden', 'You may not list namespaces.') } })
    expect(await screen.findByText('You may not list namespaces.')).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox', { name: 'Namespace' }), { target: { value: 'billing' } })
    expect(yaml().value).toContain('namespace: billing')
  })
})

describe('the plan', () => {
  it('is looked at beforehand, once the manifest is whole and typing rests', async () => {
    const title = 'The same host under another name'
    const warned = { code: 'duplicate-target', state: 'warn' as const, title, evidence: 'recs in web', checkedAt: '' }
    const { calls } = await show({
      plans: (body) => ({ body: { ...makePlan({ prechecks: [warned] }), request: body } }),
    })
    expect(screen.getAllByText('Still to be said or corrected: metadata.name, spec.externalName.')).toHaveLength(2)
    write(whole)
    expect(await screen.findByText('recs in web')).toBeTruthy()
    expect(calls.filter(({ path }) => path === '/plans').map(({ body }) => body)).toEqual([
      {
        kind: 'create',
        service: { cluster: 'prod', namespace: 'shop', name: 'orders-db' },
        manifest: {
          ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders-db', namespace: 'shop' } },
          spec: { type: 'ExternalName', externalName: 'db.example.com' },
        },
      },
    ])
  })

  it('keeps in the sheet what was accepted beforehand', async () => {
    const title = 'Other aliases lead to this host'
    const warned = { code: 'duplicate-target', state: 'warn' as const, title, evidence: 'recs in web', checkedAt: '' }
    const from = { type: 'absent' as const, target: null }
    const { calls } = await show({
      plans: (body) => ({ body: { ...makePlan({ prechecks: [warned], from }), request: body } }),
    })
    write(whole)
    await userEvent.click(await screen.findByRole('checkbox', { name: /other aliases lead to this host/ }))
    await userEvent.click(plan())
    const sheet = await screen.findByRole('dialog', { name: /orders-db/ })
    await userEvent.click(await within(sheet).findByRole('button', { name: /^Create/ }))
    await waitFor(() => expect(calls.some(({ path }) => path === '/changes')).toBe(true))
    expect(Reflect.get(Object(calls.find(({ path }) => path === '/changes')?.body), 'acknowledge')).toEqual([
      'duplicate-target',
    ])
  })

  it('says which right is missing', async () => {
    const detail = 'You may not create services in namespace shop.'
    await show({ plans: () => ({ status: 403, body: problem(403, 'forbidden', detail) }) })
    write(whole)
    expect(await screen.findByText('A right is missing')).toBeTruthy()
    expect(screen.getByText(detail)).toBeTruthy()
  })

  it('opens in the sheet by ⌘↵, is made there, and leads to the page of the alias', async () => {
    const { calls, visited } = await show()
    write(whole)
    await userEvent.keyboard('{Meta>}{Enter}{/Meta}')
    const sheet = await screen.findByRole('dialog', { name: /orders-db/ })
    await userEvent.click(await within(sheet).findByRole('button', { name: /^Create/ }))
    await waitFor(() => expect(calls.some(({ path }) => path === '/changes')).toBe(true))
    await userEvent.click(await within(sheet).findByRole('button', { name: 'Close' }))
    await waitFor(() => expect(visited).toEqual(['/services/prod/shop/orders-db']))
  })
})

describe('leaving', () => {
  it('asks when something was written, and not before', async () => {
    const { visited } = await showEditor(
      <>
        <NewAliasScreen />
        <a href="/changes">Changes</a>
      </>,
    )
    write(whole)
    await userEvent.click(screen.getByRole('link', { name: 'Changes' }))
    const question = await screen.findByRole('dialog', { name: 'Leave what you wrote?' })
    await userEvent.click(within(question).getByRole('button', { name: 'Stay' }))
    expect(visited).toEqual([])
    await userEvent.click(screen.getByRole('link', { name: 'Changes' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Leave it' }))
    expect(visited).toEqual(['/changes'])
  })

  it('asks when a key leads elsewhere, too', async () => {
    const { visited } = await show()
    await userEvent.keyboard('gd')
    expect(screen.queryByRole('dialog')).toBeNull()
    write(whole)
    await userEvent.keyboard('gd')
    await userEvent.click(await screen.findByRole('button', { name: 'Leave it' }))
    expect(visited).toEqual(['/dependencies'])
  })
})

describe('what was written and not made', () => {
  const path = '/services/new'

  it('is kept in the tab, and forgotten once it is made', async () => {
    await show()
    write(whole)
    await waitFor(() => expect(readDraft(path)).toBe(whole))
    await userEvent.click(plan())
    const sheet = await screen.findByRole('dialog', { name: /orders-db/ })
    await userEvent.click(await within(sheet).findByRole('button', { name: /^Create/ }))
    await waitFor(() => expect(readDraft(path)).toBeNull())
  })

  it('is offered when the page is opened again', async () => {
    keepDraft(path, whole)
    await show({ keepsDraft: true })
    expect(await screen.findByText('What you wrote here before was not made.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Take it back' }))
    expect(yaml().value).toBe(whole)
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull()
  })

  it('is gone when it is to be forgotten', async () => {
    keepDraft(path, whole)
    await show({ keepsDraft: true })
    await userEvent.click(await screen.findByRole('button', { name: 'Forget it' }))
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull()
    expect(readDraft(path)).toBeNull()
  })
})

describe('several manifests', () => {
  const two = `${whole}---\n${whole.replace('orders-db', 'Orders').replace('db.example.com', 'localhost')}`

  it('have a verdict each, and are planned only when all can be', async () => {
    await show()
    write(two)
    const items = within(screen.getByRole('list', { name: 'Manifests' })).getAllByRole('listitem', { name: /planned/ })
    expect(items.map((item) => item.getAttribute('aria-label'))).toEqual([
      'orders-db, can be planned',
      'Orders, cannot be planned',
    ])
    expect(screen.getByText('The target is a single label')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Plan 2 aliases/ }).getAttribute('aria-disabled')).toBe('true')
  })

  it('of one name are said to be twice', async () => {
    await show()
    write(`${whole}---\n${whole}`)
    expect(screen.getAllByText('It stands in the text twice')).toHaveLength(2)
  })

  it('of a blue-green group are made one after the other, and stop at the first that fails', async () => {
    const made: string[] = []
    await show({
      search: '?cluster=prod&namespace=shop&template=blue-green',
      changes: (body) => {
        const { name } = Object(body).request.service
        made.push(name)
        const answer = { status: 409, body: problem(409, 'conflict', 'It exists already.') }
        return name === 'pay-blue' ? answer : (undefined as never)
      },
    })
    fireEvent.change(field('Name'), { target: { value: 'pay' } })
    fireEvent.change(field('Blue target'), { target: { value: 'v1.example.com' } })
    fireEvent.change(field('Green target'), { target: { value: 'v2.example.com' } })
    expect(yaml().value.match(/^ {2}name: .*/gm)).toEqual(['  name: pay', '  name: pay-blue', '  name: pay-green'])
    await userEvent.click(screen.getByRole('button', { name: /^Plan 3 aliases/ }))
    const sheet = await screen.findByRole('dialog', { name: 'Create 3 aliases' })
    await userEvent.click(await within(sheet).findByRole('button', { name: 'Create 3 aliases' }))
    expect(await within(sheet).findByText('Stopped at pay-blue: 1 of 3 created.')).toBeTruthy()
    expect(made).toEqual(['pay', 'pay-blue'])
  })
})
