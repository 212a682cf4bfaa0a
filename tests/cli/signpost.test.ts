import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '@/cli/main'
import { runProgram } from '../../scripts/run-program.mjs'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const home = 'cli-test'
const answers = {
  'blue.cli.example': [{ type: 'A', data: '203.0.113.51', ttlSeconds: 5 }],
  'green.cli.example': [{ type: 'A', data: '203.0.113.52', ttlSeconds: 5 }],
} as const

let plane: TestPlane
let folder: string
let env: Record<string, string>

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.world.update(answers)
  await plane.administrator.apply(
    namespace(home),
    ...['', '-blue', '-green'].map((end) =>
      alias(home, `pages${end}`, `${end === '-green' ? 'green' : 'blue'}.cli.example`),
    ),
    alias(home, 'gone', 'gone.cli.example', { owner: 'shop', note: '\u001b[31mred\u001b[0m' }),
  )
  folder = await mkdtemp(join(tmpdir(), 'signpost-cli-'))
  const { clusterDns, world } = plane
  env = {
    KUBECONFIG: plane.kubeconfigPath('admin'),
    SIGNPOST_CLUSTER_DNS: `${clusterDns.host}:${clusterDns.port}`,
    SIGNPOST_RESOLVERS: `${world.host}:${world.port}`,
  }
})

afterAll(async () => {
  await plane?.administrator.deleteNamespace(home)
  await plane?.world.update({ 'blue.cli.example': null, 'green.cli.example': null })
  await plane?.close()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

interface Surroundings {
  env?: Record<string, string | undefined>
  answer?: boolean
  input?: string
}

async function run(args: string[], { env: more = {}, answer, input = '' }: Surroundings = {}) {
  const out: string[] = []
  const asked: string[] = []
  const code = await main(args, {
    env: { ...env, ...more },
    print: (line) => void out.push(line),
    note: (line) => void out.push(line),
    confirm:
      answer === undefined
        ? null
        : async (question) => {
            asked.push(question)
            return answer
          },
    readInput: async () => input,
  })
  return { code, asked, said: out.join('\n') }
}

const targetOf = async (name: string) => (await plane.administrator.readService(home, name)).spec.externalName
const write = async (name: string, text: string) => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const service = (name: string, target: string, more = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop${more}}\nspec: {type: ExternalName, externalName: ${target}}\n`

describe('signpost, used wrongly', () => {
  test.each<[string[], string]>([
    [['sing'], 'there is no command sing'],
    [['check', '--yes'], 'check takes no --yes'],
    [['check', '--fail-on', 'all'], '--fail-on must be critical, warning or info'],
    [['check', 'shop'], 'check takes no name'],
    [['check', '--timeout', '0'], '--timeout must be 1 to 3600 seconds'],
    [['check', '-f', '/nowhere.yaml'], 'there is no file /nowhere.yaml'],
    [['resolve'], 'resolve takes one host'],
    [['switch', 'pages', 'green'], 'switch takes NAMESPACE/GROUP and blue or green'],
    [['switch', 'a/pages', 'red'], 'switch takes NAMESPACE/GROUP and blue or green'],
    [['switch', 'a/pages', 'blue', '--override', 'frozen=short'], '--override is CODE=WHY with a reason'],
  ])('%j ends with 2 and says what would be right', async (args, words) => {
    const { code, said } = await run(args)
    expect([code, said]).toEqual([2, expect.stringContaining(words)])
  })

  test('without a cluster ends with 3 and says why', async () => {
    const { code, said } = await run(['check', '--timeout', '1'], { env: { KUBECONFIG: '/nowhere/config' } })
    expect([code, said]).toEqual([3, expect.stringContaining('kubeconfig /nowhere/config does not exist')])
    const other = await run(['resolve', 'a.example', '--context', 'absent', '--timeout', '1'])
    expect([other.code, other.said]).toEqual([3, expect.stringContaining('context "absent" does not exist')])
  })

  test('help is no error', async () => {
    expect((await run(['--help'])).code).toBe(0)
    expect((await run(['check', '--help'])).said).toContain('--fail-on LEVEL')
  })
})

describe('signpost check', () => {
  test('tells what the rules say of a cluster, and ends with 1 where that is severe', async () => {
    const { code, said } = await run(['check', '--namespace', home])
    expect(code).toBe(1)
    expect(said).toContain(`/${home}/gone → gone.cli.example\n  critical  NXDOMAIN_ORIGIN: `)
    expect(said).toMatch(/^4 aliases: \d+ critical/m)
  })

  test('gives the same as JSON', async () => {
    const { said } = await run(['check', '--namespace', home, '--json'])
    const { aliases, sums, findings } = JSON.parse(said)
    expect(aliases).toBe(4)
    const critical = findings.filter(({ severity }: { severity: string }) => severity === 'critical')
    expect(critical).toHaveLength(sums.critical)
    expect(critical[0]).toMatchObject({ namespace: home, name: 'gone', code: 'NXDOMAIN_ORIGIN' })
  })

  test('judges files without a cluster, a kustomization as it is built, and ends by what is an error', async () => {
    const good = await write(
      'good.yaml',
      `${service('db', 'db.vendor.example')}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n`,
    )
    const local = await write('local.yaml', service('cache', 'localhost'))
    const offline = { env: { KUBECONFIG: '/nowhere' } }
    expect((await run(['check', '-f', good], offline)).code).toBe(0)
    expect((await run(['check', '-f', good, '--fail-on', 'info'], offline)).code).toBe(1)
    const found = await run(['check', '-f', good, '-f', local], offline)
    expect([found.code, found.said]).toEqual([1, expect.stringContaining('shop/cache → localhost\n  ')])
    expect(found.said).toMatch(/LOCALHOST_TARGET/)
    const piped = await run(['check', '-f', '-'], { ...offline, input: service('cache', 'localhost') })
    expect([piped.code, piped.said]).toEqual([1, expect.stringContaining('LOCALHOST_TARGET')])
    await write('kustomization.yaml', 'namespace: staging\nresources: [local.yaml]\n')
    expect((await run(['check', '-f', folder], offline)).said).toContain('staging/cache → localhost')
  })

  test('says what an API server would refuse, by file and field, and what is accepted for a time it leaves out', async () => {
    const path = await write('refused.yaml', service('UPPER', 'db.vendor.example'))
    const { code, said } = await run(['check', '-f', path])
    expect([code, said]).toEqual([1, expect.stringMatching(/refused\.yaml: Service UPPER: metadata\.name: /)])
    const accepted = ', annotations: {signpost/suppress: "LOCALHOST_TARGET until=2999-01-01 reason=a tunnel"}'
    const quiet = await write('accepted.yaml', service('cache', 'localhost', accepted))
    expect((await run(['check', '-f', quiet])).said).not.toContain('LOCALHOST_TARGET')
  })

  test('never hands a control character of a file to the terminal', async () => {
    const path = await write('hostile.yaml', service('x', '"\\e[2Jevil.example\\u202e"'))
    const { said } = await run(['check', '-f', path])
    expect(said).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u)
    expect(said).toContain('\\u{1b}')
  })
})

test('npx signpost is the same, built, with its exit code', async () => {
  const bin = join(import.meta.dirname, '..', '..', 'bin', 'signpost.mjs')
  const options = {
    capture: true,
    env: { NODE_ENV: 'test' as const, PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  }
  const { code, output } = await runProgram(process.execPath, [bin, 'resolve', `${home}/gone`], options)
  expect([code, output]).toEqual([1, expect.stringContaining('broken at gone.cli.example')])
})

describe('signpost resolve', () => {
  test('tells the way of a host and of a Service from each vantage', async () => {
    const host = await run(['resolve', 'Blue.cli.example.'])
    expect(host.code).toBe(0)
    expect(host.said).toMatch(
      / → blue\.cli\.example\n {2}cluster \(.*\): OK_V4_ONLY, ok\n(.*\n)*? {4}blue\.cli\.example {2}\d s {2}A {2}203\.0\.113\.51\n/,
    )
    expect(host.said).toMatch(/^ {2}outside /m)
    const own = await run(['resolve', `${home}/pages-green`, '--json'])
    const [{ service: named, target, vantages }] = JSON.parse(own.said)
    expect([own.code, named, target]).toEqual([0, `${home}/pages-green`, 'green.cli.example'])
    expect(vantages[0].hops[0]).toMatchObject({ type: 'CNAME', data: 'green.cli.example' })
  })

  test('ends with 1 for a name that is gone, and says where it breaks', async () => {
    const { code, said } = await run(['resolve', `${home}/gone`])
    expect([code, said]).toEqual([1, expect.stringContaining('broken at gone.cli.example')])
    expect((await run(['resolve', `${home}/absent`])).said).toContain(`No alias absent in namespace ${home}`)
  })
})

describe('signpost switch', () => {
  test('shows the plan and its prechecks without writing', async () => {
    const { code, said } = await run(['switch', `${home}/pages`, 'green', '--dry-run'])
    expect(said).toContain('from  blue.cli.example\nto    green.cli.example')
    expect(said).toMatch(/^passed {3}dry-run: /m)
    expect([code, await targetOf('pages')]).toEqual([expect.any(Number), 'blue.cli.example'])
  })

  test('writes nothing before somebody said yes, nor where nobody can be asked', async () => {
    const ready = await acknowledged('green')
    const no = await run(['switch', `${home}/pages`, 'green', ...ready], { answer: false })
    expect([no.code, no.asked]).toEqual([1, [`Switch ${home}/pages to green?`]])
    const alone = await run(['switch', `${home}/pages`, 'green', ...ready])
    expect([alone.code, alone.said]).toEqual([2, expect.stringContaining('--yes is needed')])
    expect(await targetOf('pages')).toBe('blue.cli.example')
  })

  test('does not write with the settings of a console that only reads', async () => {
    const { code, said } = await run(['switch', `${home}/pages`, 'green', '--yes'], {
      env: { SIGNPOST_READ_ONLY: 'true' },
    })
    expect([code, said]).toEqual([1, expect.stringContaining('SIGNPOST_READ_ONLY is set')])
    expect(await targetOf('pages')).toBe('blue.cli.example')
  })

  test('names each warning that was not acknowledged', async () => {
    await plane.administrator.patchService(home, 'pages-green', {
      metadata: { annotations: { 'signpost/freeze': 'until=2999-01-01T00:00:00Z reason=held' } },
    })
    await plane.administrator.patchService(home, 'pages', {
      metadata: { annotations: { 'signpost/freeze': 'until=2999-01-01T00:00:00Z reason=held' } },
    })
    const { code, said } = await run(['switch', `${home}/pages`, 'green', '--yes'])
    expect([code, said]).toEqual([1, expect.stringContaining('signpost: --override not-frozen=WHY is needed')])
    expect(await targetOf('pages')).toBe('blue.cli.example')
    for (const name of ['pages', 'pages-green'])
      await plane.administrator.patchService(home, name, { metadata: { annotations: { 'signpost/freeze': null } } })
  })

  test('carries it out, follows it until it is seen, and keeps the reason in the history', async () => {
    const ready = await acknowledged('green')
    const { code, said } = await run(['switch', `${home}/pages`, 'green', '--yes', '--reason', 'release 12', ...ready])
    expect([code, await targetOf('pages')]).toEqual([0, 'green.cli.example'])
    expect(said).toMatch(/^applied/m)
    expect(said).toMatch(/^soaking/m)
    const json = await run(['switch', `${home}/pages`, 'blue', '--yes', '--json', ...(await acknowledged('blue'))])
    const { plan, change } = JSON.parse(json.said)
    expect([json.code, plan.to.target, change.state]).toEqual([0, 'blue.cli.example', 'soaking'])
    expect(await targetOf('pages')).toBe('blue.cli.example')
  })

  /** The options that take note of what a switch warns of here. */
  async function acknowledged(to: string): Promise<string[]> {
    const { said } = await run(['switch', `${home}/pages`, to, '--dry-run', '--json'])
    const { plan } = JSON.parse(said)
    const warned = plan.prechecks.filter(({ state }: { state: string }) => state === 'warn')
    return warned.flatMap(({ code }: { code: string }) => ['--acknowledge', code])
  }
})
