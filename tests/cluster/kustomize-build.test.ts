import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { cases, refusedCases } from '../lib/domain/kustomize/kustomize-cases.ts'

const plane = providedControlPlane()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-build-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function kustomize(name: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true })
    await writeFile(join(folder, name, path), text)
  }
  return plane.kubectl(['kustomize', join(folder, name, 'overlay')])
}

test.each(cases.map((each, index) => [each.title, index, each] as const))(
  'kubectl kustomize makes the same of %s',
  async (_, index, { files, services }) => {
    const { stdout, stderr, code } = await kustomize(`case-${index}`, files)
    expect(code, stderr).toBe(0)
    const made = parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS())
    const byName = (list: readonly { metadata: Record<string, unknown> }[]) =>
      list.toSorted((a, b) => String(a.metadata.name).localeCompare(String(b.metadata.name)))
    expect(byName(made.map(({ metadata, spec }) => ({ metadata, spec })))).toEqual(byName(services))
  },
)

test.each(refusedCases.map((each, index) => [each.title, index, each] as const))(
  'kubectl kustomize refuses %s as well',
  async (_, index, { files }) => {
    expect((await kustomize(`refused-${index}`, files)).code).not.toBe(0)
  },
)
