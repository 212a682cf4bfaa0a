import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../changes/seeded-random.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { type Question, questionsOf } from './bleed-routes.ts'
import { askRights, home, people, places, type Rights, stageObjects } from './bleed-stage.ts'

const plane = providedControlPlane()
const seed = randomInt(2 ** 32)
const random = seededRandom(seed)
const together = 24
const placesEach = 2
const none: Rights = { list: false, get: false, patch: false, workloads: false }
const secret = 'a-secret-that-only-the-proxy-knows'
// Not from the file tree: what streams is tried by itself, and whoever signs in or out is somebody else afterwards.
const apart = ['get /api/v1/events', 'post /api/v1/session', 'delete /api/v1/session']

let tokens: ReadonlyMap<string, string>
let rights: ReadonlyMap<string, Rights>
const objects = stageObjects(random)

async function kubectl(args: readonly string[], stdin = ''): Promise<string> {
  const { stdout, stderr, code } = await plane.kubectl(args, { stdin })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}

beforeAll(async () => {
  await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }))
  const made: Array<[string, string]> = []
  for (const person of people) made.push([person, (await kubectl(['create', 'token', person, '-n', home])).trim()])
  tokens = new Map(made)
  rights = await askRights(plane)
  await recordChanges()
}, 180_000)

afterAll(async () => {
  const names = [home, ...places.map(({ namespace }) => namespace)]
  await kubectl(['delete', 'namespace', '--wait=false', ...names])
  await kubectl(['delete', 'clusterrole,clusterrolebinding', 'bleed-everywhere'])
})

// A change and a migration in each namespace, so that histories, lists and their pages hold something to tell.
async function recordChanges(): Promise<void> {
  const console = await startConsole(plane)
  try {
    const call = async (path: string, body?: object) => {
      const init = body && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }
      const answer = await fetch(`${console.url}/api/v1${path}`, init)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
      return JSON.parse(text)
    }
    const cluster = (await call('/services?limit=1')).clusters[0].name
    await Promise.all(
      places.map(async ({ namespace, word, change, migration }) => {
        const service = (name: string) => ({ cluster, namespace, name })
        const request = { kind: 'annotate', service: service('both'), annotations: { note: `noted ${word}` } }
        const { hash } = await call('/plans', request)
        await call('/changes', { request, hash, changeId: change })
        const spec = { pattern: 'provider-to-provider', target: `v3.${word}.bleed.example` }
        await call('/migrations', { id: migration, service: service('moving'), spec })
      }),
    )
  } finally {
    await console.stop()
  }
}

interface Asked {
  person: string
  question: Question
}

interface Answer {
  status: number
  text: string
}

/** What is wrong with an answer; null when it holds exactly what its reader's rights give. */
function judge({ person, question }: Asked, { status, text }: Answer): string | null {
  const of = (word: string) => rights.get(`${person}/${word}`) ?? none
  const { place } = question
  const wanted = question.status?.(of(place?.word ?? '')) ?? [200]
  if (!wanted.includes(status)) return `status ${status} instead of ${wanted.join(' or ')}: ${text.slice(0, 300)}`
  // A refusal may repeat the host that was asked for.
  const said = status < 400 ? text : text.replaceAll(/v\d\.q[a-z]+\.bleed\.example/g, '')
  for (const each of places) {
    const mark = question.names ? each.namespace : each.word
    const isTold = said.includes(mark)
    const mayTell = place === undefined || place === each ? question.tells(of(each.word)) : false
    if (isTold && !mayTell)
      return `tells of ${each.namespace} (${JSON.stringify(of(each.word))}): …${around(said, mark)}…`
    if (!isTold && mayTell === true && status < 400) return `does not tell of ${each.namespace}`
  }
  return null
}

function around(text: string, word: string): string {
  const at = text.indexOf(word)
  return text.slice(Math.max(0, at - 120), at + 60)
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Every question about all, and those about some namespaces, of each of them; all in one random order, with those of others between. */
function interleaved(questions: readonly Question[]): Asked[] {
  return shuffled(
    people.flatMap((person) => {
      const own = shuffled(places).slice(0, placesEach)
      return questions
        .filter(({ place }) => place === undefined || own.includes(place))
        .map((question) => ({ person, question }))
    }),
  )
}

type Shown = (person: string) => Record<string, string>

async function ask(console: RunningConsole, shown: Shown, { person, question }: Asked): Promise<Answer> {
  const { body } = question
  const answer = await fetch(`${console.url}${question.path}`, {
    headers: { ...shown(person), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

async function wrongsOf(console: RunningConsole, shown: Shown, asked: readonly Asked[]): Promise<string[]> {
  // One of each operation says enough.
  const wrongs = new Map<string, string>()
  const waiting = [...asked]
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const wrong = judge(next, await ask(console, shown, next))
      if (wrong !== null) wrongs.set(next.question.operation, `${next.person} at ${next.question.path}: ${wrong}`)
    }
  }
  await Promise.all(Array.from({ length: together }, worker))
  return [...wrongs.values()]
}

const limits = { SIGNPOST_RATE_LIMIT: '0', SIGNPOST_ASK_LIMIT: '1000000' }
const ways: ReadonlyArray<[string, Record<string, string>, Shown]> = [
  [
    'by their own token',
    { SIGNPOST_AUTH: 'token' },
    (person) => ({ authorization: `Bearer ${tokens.get(person) ?? ''}` }),
  ],
  [
    'impersonated for a proxy',
    { SIGNPOST_AUTH: 'proxy', SIGNPOST_PROXY_SECRET: secret, SIGNPOST_PROXY_PEERS: '127.0.0.1/32' },
    (person) => ({ 'x-forwarded-user': person, 'x-signpost-secret': secret }),
  ],
]

describe.each(ways)(`fifty people at once, %s (seed ${seed})`, (_, env, shown) => {
  let console: RunningConsole
  let cluster: string

  beforeAll(async () => {
    console = await startConsole(plane, { ...limits, ...env })
    const list = await fetch(`${console.url}/api/v1/services?limit=1`, { headers: shown('person-00') })
    cluster = (await list.json()).clusters[0].name
    // Everything is there to be told before anybody is asked about it.
    const uses = `${console.url}/api/v1/services/${cluster}/${places[0]?.namespace}/api/consumers`
    await poll(async () => (await (await fetch(uses, { headers: shown('person-00') })).text()).includes('"readAt"'), {
      what: 'what uses the aliases is read',
      timeoutMs: 20_000,
    })
  }, 60_000)

  afterAll(() => console?.stop())

  test('are asked of every operation that the contract has', async () => {
    const document = await (await fetch(`${console.url}/api/openapi.json`)).json()
    const all = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const asked = new Set([...questionsOf(cluster).map(({ operation }) => operation), ...apart])
    expect(all.length).toBeGreaterThan(35)
    expect([...asked].toSorted()).toEqual(all.toSorted())
  })

  test('see exactly what the API server lets each of them, whoever asks between', async () => {
    const asked = interleaved(questionsOf(cluster))
    expect(asked.length).toBeGreaterThan(3000)
    expect(await wrongsOf(console, shown, asked)).toEqual([])
  }, 180_000)
})

describe('what the API server was asked', () => {
  test('is what kubectl auth can-i says', async () => {
    for (const person of shuffled(people).slice(0, 4)) {
      for (const { word, namespace } of shuffled(places).slice(0, 3)) {
        const { stdout } = await plane.kubectl(['auth', 'can-i', 'list', 'services', '-n', namespace, `--as=${person}`])
        expect(stdout.trim(), `${person} in ${namespace}`).toBe(rights.get(`${person}/${word}`)?.list ? 'yes' : 'no')
      }
    }
  })
})
