import { beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const where = 'journey-set'
const blue = 'api-v1.backend.com'
const green = 'api-v2.backend.com'

function labelled(name: string, target: string, role: string): object {
  const labels = { 'signpost/group': 'search', 'signpost/role': role }
  const object = alias(where, name, target)
  return { ...object, metadata: { namespace: where, name, labels } }
}

beforeAll(async () => {
  const trio = (name: string, standby: string) => [
    alias(where, name, blue),
    alias(where, `${name}-blue`, blue),
    alias(where, `${name}-green`, standby),
  ]
  await journey.apply(
    namespace(where, { environment: 'staging' }),
    ...trio('auth', green),
    ...trio('gone', 'nowhere.broken.example'),
    labelled('find', blue, 'active'),
    labelled('find-2023', blue, 'blue'),
    labelled('find-2026', green, 'green'),
  )
})

interface GroupAnswer {
  name: string
  namespace: string
  state: string
  live: string | null
  holders: Record<string, string[]>
  readiness: { state: string; checks: { code: string; state: string; lane: string | null; checkedAt: string }[] }
}

async function groupNamed(name: string): Promise<GroupAnswer | undefined> {
  const answer = await fetch(`${journey.console().url}/api/v1/groups`)
  const { items }: { items: GroupAnswer[] } = await answer.json()
  return items.find((group) => group.name === name && group.namespace === where)
}

const groupThat = (name: string, what: string, is: (group: GroupAnswer) => boolean) =>
  poll(
    async () => {
      const group = await groupNamed(name)
      return group !== undefined && is(group) && group
    },
    { what: `group ${name} ${what}`, timeoutMs: 30_000 },
  )

const targetOf = async (name: string) => (await journey.administrator().readService(where, name)).spec.externalName

describe('the API', () => {
  it('gives a group that labels make, whole and ready, with each check, its age and whom it is about', async () => {
    const group = await groupThat('search', 'is ready', ({ readiness }) => readiness.state === 'ready')
    expect(group).toMatchObject({
      ...{ state: 'complete', live: 'blue' },
      holders: { active: ['find'], blue: ['find-2023'], green: ['find-2026'] },
    })
    const { checks } = group.readiness
    expect(checks.find(({ code, lane }) => code === 'target-resolves' && lane === 'green')?.state).toBe('pass')
    expect(checks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['group-complete', 'group-live', 'not-frozen', 'field-owner', 'addresses-differ']),
    )
    expect(checks.every(({ checkedAt }) => Date.parse(checkedAt) <= Date.now() + 5000)).toBe(true)
  })

  it('tells the states of a group apart as its members are written', async () => {
    await journey.apply(alias(where, 'pair', 'third.example.org'), alias(where, 'pair-blue', blue))
    await groupThat('pair', 'is incomplete', ({ state }) => state === 'incomplete')
    await journey.apply(alias(where, 'pair-green', green))
    await groupThat('pair', 'has drifted', ({ state, live }) => state === 'drifted' && live === null)
    await journey.apply(alias(where, 'pair-green', blue))
    await groupThat('pair', 'has one target twice', ({ state }) => state === 'same-target')
    await journey.apply(alias(where, 'pair', blue), alias(where, 'pair-green', green))
    await groupThat('pair', 'is complete', ({ state, live }) => state === 'complete' && live === 'blue')
    const rival = { 'signpost/group': 'pair', 'signpost/role': 'green' }
    for (const name of ['one', 'two']) {
      await journey.apply({ ...alias(where, name, green), metadata: { namespace: where, name, labels: rival } })
    }
    const group = await groupThat('pair', 'is ambiguous', ({ state }) => state === 'ambiguous')
    expect(group.holders.green).toEqual(['one', 'two'])
  })
})

describe('a set of switches', () => {
  it('leaves out what is blocked only when told to, makes the others in order, and takes them back', async () => {
    await groupThat('auth', 'is ready', ({ readiness }) => readiness.state === 'ready')
    await groupThat('gone', 'is blocked', ({ readiness }) => readiness.state === 'blocked')
    const page = await journey.open('/switches?environment=staging')
    for (const name of ['auth', 'gone', 'search']) {
      await page.getByRole('checkbox', { name: `Select ${name} in ${where}` }).check()
    }
    await page.getByRole('button', { name: 'Switch 3 groups…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Switch 3 groups' })
    await sheet.getByText('Still to settle: gone.').waitFor()
    expect(await sheet.getByRole('button', { name: 'Switch 3 groups' }).getAttribute('aria-disabled')).toBe('true')
    expect([await targetOf('auth'), await targetOf('find')]).toEqual([blue, blue])

    await sheet.getByRole('button', { name: 'Leave gone out' }).click()
    await page.getByRole('button', { name: 'Switch 2 groups' }).click()
    const after = page.getByRole('dialog', { name: 'Switch 2 groups' })
    await after.getByText('All done: 2 of 2 switched.').waitFor()
    expect([await targetOf('auth'), await targetOf('find'), await targetOf('gone')]).toEqual([green, green, blue])

    await after.getByRole('button', { name: 'Undo the 2 done' }).click()
    await page.getByRole('dialog').getByText('All done: 2 of 2 undone.').waitFor()
    expect([await targetOf('auth'), await targetOf('find')]).toEqual([blue, blue])
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })
})
