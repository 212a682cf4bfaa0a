import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { sendJson, startLoopbackApi } from './loopback-api'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-kubeconfig-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Parts {
  current?: string
  contexts?: Record<string, object>
  clusters?: Record<string, object>
  users?: Record<string, object>
}

async function write(name: string, parts: Parts | string): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, typeof parts === 'string' ? parts : kubeconfig(parts))
  return path
}

function kubeconfig({ current, contexts = {}, clusters = {}, users = {} }: Parts): string {
  const list = (key: string, entries: Record<string, object>) =>
    Object.entries(entries).map(([name, entry]) => ({ name, [key]: entry }))
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current ?? '',
    contexts: list('context', contexts),
    clusters: list('cluster', clusters),
    users: list('user', users),
  })
}

const read = (paths: string[], contexts: string[] | null = null) =>
  readKubeconfig({ env: { KUBECONFIG: paths.join(delimiter) }, contexts })

const simple = (server: string): Parts => ({
  current: 'dev',
  contexts: { dev: { cluster: 'c', user: 'u', namespace: 'shop' } },
  clusters: { c: { server } },
  users: { u: { token: 'secret-token' } },
})

describe('one file', () => {
  test('gives its current context', async () => {
    const path = await write('config', simple('https://one.example:6443/'))
    expect(await read([path])).toMatchObject({
      problem: null,
      files: [path],
      clusters: [
        {
          id: 'dev',
          label: 'dev',
          server: 'https://one.example:6443',
          userName: 'u',
          namespace: 'shop',
          inCluster: false,
        },
      ],
    })
  })

  test('gives the contexts that are asked for, in that order, each with its own id', async () => {
    const context = { cluster: 'c', user: 'u' }
    const parts = { ...simple('https://one.example'), contexts: { 'a/b': context, 'a:b': context, dev: context } }
    const { clusters, problem } = await read([await write('config', parts)], ['dev', 'a:b', 'a/b', 'dev'])
    expect(problem).toBeNull()
    expect(clusters.map(({ id, label }) => [id, label])).toEqual([
      ['dev', 'dev'],
      ['a-b', 'a:b'],
      ['a-b-2', 'a/b'],
    ])
  })

  test('is ~/.kube/config where KUBECONFIG is not set', async () => {
    const path = await write('.kube/config', simple('https://home.example'))
    const { clusters, files } = await readKubeconfig({ env: { HOME: folder, KUBECONFIG: '' }, contexts: null })
    expect(files).toEqual([path])
    expect(clusters[0]?.server).toBe('https://home.example')
  })
})

test('the fingerprint changes with any file, and with nothing else', async () => {
  const path = await write('config', simple('https://one.example'))
  const first = await read([path])
  expect((await read([path])).fingerprint).toBe(first.fingerprint)
  await write('config', simple('https://two.example'))
  const second = await read([path])
  expect(second.fingerprint).not.toBe(first.fingerprint)
  await rm(path)
  expect((await read([path])).fingerprint).not.toBe(second.fingerprint)
})

describe('several files', () => {
  test('the first that has a name gives that entry whole, and current-context comes from the first that sets it', async () => {
    const first = await write('first', {
      contexts: { shared: { cluster: 'c', user: 'u', namespace: 'from-first' } },
      clusters: { c: { server: 'https://first.example' } },
    })
    const second = await write('second', {
      current: 'shared',
      contexts: { shared: { cluster: 'other', user: 'u' }, more: { cluster: 'c', user: 'v' } },
      clusters: { c: { server: 'https://second.example', 'tls-server-name': 'ignored' } },
      users: { u: { token: 'a' }, v: { token: 'b' } },
    })
    const third = await write('third', { current: 'more', users: { u: { token: 'c' } } })
    expect((await read([first, second, third])).clusters).toMatchObject([
      { label: 'shared', server: 'https://first.example', namespace: 'from-first' },
    ])
    expect((await read([third, second, first])).clusters).toMatchObject([
      { label: 'more', server: 'https://second.example', userName: 'v' },
    ])
  })

  test('missing files and empty places are passed over, and a file named twice is read once', async () => {
    const path = await write('config', simple('https://one.example'))
    const report = await read([join(folder, 'missing'), '', path, '', path])
    expect(report).toMatchObject({ problem: null, files: [path], clusters: [{ label: 'dev' }] })
  })

  test('relative paths belong to the folder of their file', async () => {
    await write('a/token', 'token-of-a')
    const api = await startLoopbackApi((request, response) => sendJson(response, 200, request.headers.authorization))
    const first = await write('a/config', { users: { u: { tokenFile: 'token' } } })
    const second = await write('b/config', simple(api.url))
    const { clusters } = await read([first, second])
    const [access] = clusters
    if (access === undefined) throw new Error('no cluster')
    const client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
    expect((await client.request({ method: 'GET', path: '/' })).body).toBe('Bearer token-of-a')
    await client.close()
    await api.close()
  })
})

describe('a problem is told, naming the file or context and why', () => {
  test.each<[string, Parts | string, string[] | null, string]>([
    ['broken YAML, by its line', 'a: b\nusers: [}\ntoken: secret-token', null, 'is not valid YAML (line 2)'],
    ['something that is no map', '- secret-token', null, 'is not a map'],
    ['an empty file', '', null, 'sets no current-context'],
    ['no current context', { contexts: {} }, null, 'sets no current-context'],
    ['a context that is missing', simple('https://a.example'), ['prod'], 'context "prod" does not exist'],
    [
      'a cluster that is missing',
      { ...simple('https://a.example'), clusters: {} },
      null,
      'names the cluster "c", which does not exist',
    ],
    [
      'a user that is missing',
      { ...simple('https://a.example'), users: {} },
      null,
      'names the user "u", which does not exist',
    ],
    [
      'a server that is no URL',
      simple('one.example:6443'),
      null,
      'the server of cluster "c" is not an http or https URL',
    ],
    [
      'a proxy of another kind',
      { ...simple(''), clusters: { c: { server: 'https://a.example', 'proxy-url': 'ftp://p' } } },
      null,
      'cluster "c": its proxy-url is not an http, https or socks5 URL',
    ],
  ])('%s', async (_, parts, contexts, words) => {
    const path = await write('config', parts)
    const { clusters, problem } = await read([path], contexts)
    expect(clusters).toEqual([])
    expect(problem).toContain(path)
    expect(problem).toContain(words)
    expect(problem).not.toContain('secret-token')
  })

  test('one context that cannot be used leaves the others, under the ids that settings give', async () => {
    const path = await write('config', { ...simple('https://a.example'), contexts: { a: { cluster: 'c', user: 'u' } } })
    const ids = new Map([
      ['gone', 'prod-gone'],
      ['a', 'prod-a'],
    ])
    const { clusters, unusable, problem } = await readKubeconfig({
      ...{ env: { KUBECONFIG: path }, contexts: ['gone', 'a'], ids },
    })
    expect(clusters.map(({ id, label }) => [id, label])).toEqual([['prod-a', 'a']])
    expect(unusable).toEqual([{ id: 'prod-gone', label: 'gone', why: 'context "gone" does not exist', place: 0 }])
    expect(problem).toContain('context "gone" does not exist')
  })

  test('a broken file is not passed over in favour of the next, which may mean another cluster', async () => {
    const broken = await write('broken', '{')
    const { clusters, problem } = await read([broken, await write('config', simple('https://a.example'))])
    expect(clusters).toEqual([])
    expect(problem).toContain(broken)
  })

  test('no file at all', async () => {
    const missing = join(folder, 'missing')
    expect(await read([missing])).toMatchObject({ clusters: [], problem: `kubeconfig ${missing} does not exist` })
    expect((await read([''])).problem).toBe('neither KUBECONFIG nor HOME is set')
    expect((await read(['', ''])).problem).toBe('KUBECONFIG names no file')
    expect((await readKubeconfig({ env: {}, contexts: null })).problem).toBe('neither KUBECONFIG nor HOME is set')
  })

  test('a folder, or a file larger than 4 MiB', async () => {
    expect((await read([folder])).problem).toBe(`kubeconfig ${folder} cannot be read: EISDIR`)
    const large = await write('large', '#'.repeat(4 * 1024 * 1024 + 1))
    expect((await read([large])).problem).toBe(`kubeconfig ${large} is larger than 4 MiB`)
  })

  test('one context of several, while the others can be used', async () => {
    const path = await write('config', simple('https://a.example'))
    const { clusters, problem } = await read([path], ['prod', 'dev'])
    expect(clusters).toMatchObject([{ id: 'dev' }])
    expect(problem).toBe(`kubeconfig ${path}: context "prod" does not exist`)
  })

  test('a bomb of YAML aliases is refused at once', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(9)}]`,
    )
    const path = await write('bomb', ['l0: &l0 x', ...levels].join('\n'))
    expect((await read([path])).problem).toContain('is not valid YAML')
  })
})

describe('inside a cluster', () => {
  const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }

  test('the ServiceAccount is used when there is no kubeconfig', async () => {
    await write('sa/token', 't')
    await write('sa/namespace', 'console\n')
    await write('sa/ca.crt', 'ca')
    const question = { contexts: null, serviceAccountFolder: join(folder, 'sa') }
    const report = await readKubeconfig({ ...question, env: { ...env, HOME: folder } })
    expect(report).toMatchObject({
      problem: null,
      clusters: [{ id: 'in-cluster', server: 'https://[fd00::1]:6443', namespace: 'console', inCluster: true }],
    })
    await write('.kube/config', simple('https://home.example'))
    const withHome = await readKubeconfig({ ...question, env: { ...env, HOME: folder } })
    expect(withHome.clusters).toMatchObject([{ label: 'dev', inCluster: false }])
  })

  test('files that cannot be read are named', async () => {
    const missing = join(folder, 'none')
    const report = await readKubeconfig({
      env: { ...env, HOME: folder },
      contexts: null,
      serviceAccountFolder: missing,
    })
    expect(report.problem).toBe(`the ServiceAccount files in ${missing} cannot be read: ENOENT`)
  })
})

describe('the proxy of the environment', () => {
  const proxyOf = async (parts: Parts, env: Record<string, string>) => {
    const path = await write('config', parts)
    const report = await readKubeconfig({ env: { KUBECONFIG: path, ...env }, contexts: null })
    return report.problem ?? report.clusters[0]?.source.proxyUrl
  }
  const env = { HTTPS_PROXY: 'http://proxy.corp:3128' }

  test('is taken where the kubeconfig names none, unless NO_PROXY spares the server', async () => {
    expect(await proxyOf(simple('https://one.example'), env)).toBe('http://proxy.corp:3128/')
    expect(await proxyOf(simple('https://one.example'), { ...env, NO_PROXY: '.example' })).toBeNull()
    expect(await proxyOf(simple('https://10.96.0.1'), { ...env, NO_PROXY: '10.0.0.0/8' })).toBeNull()
  })

  test('stands behind what the kubeconfig says', async () => {
    const clusters = { c: { server: 'https://one.example', 'proxy-url': 'http://own.corp' } }
    expect(await proxyOf({ ...simple(''), clusters }, env)).toBe('http://own.corp')
  })

  test('that is no URL makes the context unusable, by its name and never its value', async () => {
    const problem = await proxyOf(simple('https://one.example'), { HTTPS_PROXY: 'ftp://ada:secret@proxy.corp' })
    expect(problem).toContain('context "dev", cluster "c": HTTPS_PROXY is not an http, https or socks5 URL')
    expect(problem).not.toContain('secret')
  })

  test('goes for the ServiceAccount of a Pod as well', async () => {
    for (const [name, text] of Object.entries({ namespace: 'signpost', token: 't', 'ca.crt': '' }))
      await write(name, text)
    const question = { contexts: null, serviceAccountFolder: folder }
    const inside = { KUBERNETES_SERVICE_HOST: '10.96.0.1', ...env }
    const report = await readKubeconfig({ ...question, env: inside })
    expect(report.clusters[0]?.source.proxyUrl).toBe('http://proxy.corp:3128/')
    const spared = await readKubeconfig({ ...question, env: { ...inside, NO_PROXY: '10.96.0.0/12' } })
    expect(spared.clusters[0]?.source.proxyUrl).toBeNull()
  })

  test('shows in no inspection or serialisation of an access', async () => {
    const path = await write('config', simple('https://one.example'))
    const secret = { HTTPS_PROXY: 'http://ada:hidden-word@proxy.corp' }
    const report = await readKubeconfig({ env: { KUBECONFIG: path, ...secret }, contexts: null })
    expect(`${inspect(report, { depth: 9 })} ${JSON.stringify(report)}`).not.toContain('hidden-word')
  })
})
