import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ImportScreen } from '@/components/environment/import/import-screen'
import type { EnvironmentImport, ImportItem } from '@/lib/contract/environment-import'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { alike } from './environments'

const item = (name: string, more: Partial<ImportItem> = {}): ImportItem => ({
  service: { cluster: 'prod', namespace: 'shop-dev', name },
  ...{ state: 'same', source: 'overlays/dev', type: 'ExternalName', target: 'a.company.com' },
  ...{ diff: [], moreDiff: 0, change: null, why: null, keptBy: null },
  ...more,
})

const retarget = { kind: 'retarget' as const, service: item('db').service, target: 'b.company.com' }
const result: EnvironmentImport = {
  cluster: 'prod',
  environments: [
    {
      ...{ environment: 'development', sources: ['overlays/dev'] },
      items: [
        item('quiet'),
        item('db', {
          ...{ state: 'changed', change: retarget, keptBy: 'Argo CD', target: 'b.company.com' },
          diff: [{ path: 'spec.externalName', before: '<b>a</b>', after: 'b.company.com' }],
        }),
        item('left', { state: 'only-in-cluster', source: null }),
      ],
    },
  ],
  counts: { new: 0, changed: 1, same: 1, unknown: 0, 'only-in-cluster': 1 },
  others: 2,
  problems: [{ kind: 'broken', path: 'overlays/x', message: 'there is no kustomization.yaml in it' }],
  missing: [{ folder: 'base', role: 'base', text: 'resources:\n- services.yaml\n' }],
  matrix: { environments: ['development', 'staging', 'production'], rows: [alike] },
}

async function show(answer: Answer = { body: result }) {
  const calls = await startConsoleServer({ 'POST /environments/import': () => answer })
  const { searches } = renderScreen(<ImportScreen />, { path: '/environments/import' })
  return { user: userEvent.setup(), calls, searches }
}

const paste = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
  fireEvent.change(screen.getByRole('textbox'), { target: { value: text } })
  await user.click(screen.getByRole('button', { name: 'Compare the text' }))
}

it('compares pasted text, and says what it would change and what stands out', async () => {
  const { user, calls } = await show()
  await paste(user, 'kind: Service')
  await screen.findByText(/the pasted text, held against prod: 1 changed, 1 same, 1 in the cluster only; 2 objects/)
  expect(calls.map(({ body }) => body)).toEqual([{ files: [{ path: 'pasted.yaml', text: 'kind: Service' }] }])
  expect(screen.getByText(/there is no kustomization.yaml in it/).textContent).toContain('kubectl would refuse it')
  expect(screen.getByText(/A base needs one that lists its files/)).toBeDefined()
  expect(screen.getByText(/1 dependency, nothing would stand out/)).toBeDefined()
})

it('shows what changes first, field by field, as text, and plans it in the sheet of a change', async () => {
  const { user, searches } = await show()
  await paste(user, 'kind: Service')
  const environment = within(await screen.findByRole('region', { name: 'development' }))
  const lines = environment.getAllByRole('listitem', { hidden: true })
  expect(lines.map((line) => within(line).getByRole('link').textContent)).toEqual([
    'shop-dev/db',
    'shop-dev/quiet',
    'shop-dev/left',
  ])
  expect(lines[0]?.textContent).toContain('now spec.externalName: <b>a</b>')
  expect(lines[0]?.textContent).toContain('kept by Argo CD')
  await user.click(environment.getByRole('button', { name: 'Change… shop-dev/db' }))
  await waitFor(() => expect(searches.at(-1)).toContain('plan='))
  expect(JSON.parse(new URLSearchParams(searches.at(-1)).get('plan') ?? '')).toEqual(retarget)
  expect(environment.getAllByRole('button', { name: /Change|Create/ })).toHaveLength(1)
})

it('takes the files of a folder with their paths, and an archive as it is', async () => {
  const { user, calls } = await show()
  const files = [new File(['resources: []\n'], 'kustomization.yaml'), new File(['x'], 'picture.png')]
  for (const file of files) Object.defineProperty(file, 'webkitRelativePath', { value: `k/base/${file.name}` })
  await user.upload(screen.getByLabelText('Choose a folder…'), files)
  await screen.findByText(/^k, held against prod/)
  expect(calls[0]?.body).toEqual({ files: [{ path: 'k/base/kustomization.yaml', text: 'resources: []\n' }] })
  await user.click(screen.getByRole('button', { name: 'Others…' }))
  await user.upload(screen.getByLabelText('Choose files or an archive…'), new File(['abc'], 'k.tar'))
  await screen.findByText(/^k.tar, held against prod/)
  expect(calls[1]?.body).toEqual({ archive: 'YWJj' })
})

it('says what is wrong with files before anything is sent, and what the server says', async () => {
  const refused = { status: 422, body: problem(422, 'archive', 'archive: the tar archive is damaged') }
  const { user, calls } = await show(refused)
  await user.upload(screen.getByLabelText('Choose a folder…'), new File(['x'], 'picture.png'))
  expect((await screen.findByRole('alert')).textContent).toBe('None of the files is YAML, JSON or a kustomization.')
  expect(calls).toEqual([])
  await paste(user, 'kind: Service')
  expect((await screen.findByRole('alert')).textContent).toContain('the tar archive is damaged')
})
