import { describe, expect, it } from 'vitest'
import type { Reference } from '@/lib/domain/consumer/consumer'
import { consumerKinds } from '@/lib/domain/consumer/consumer-kind'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import { consumerEvidence } from '@/lib/server/consumers/consumer-evidence'
import type { ConsumerReading } from '@/lib/server/consumers/consumer-index'
import { sampleAlias } from '../inventory/sample-alias'

const changedAt = '2026-11-29T10:00:00.000Z'
const alias = sampleAlias({ namespace: 'shop', name: 'db', target: 'db.example.com', changedAt })
const kindOf = (wanted: string) => {
  const kind = consumerKinds.find(({ kind }) => kind === wanted)
  if (kind === undefined) throw new Error(`no kind ${wanted}`)
  return kind
}
const at = (relation: Reference['relation'], text: string): Reference => ({
  ...{ alias: 'shop/db', relation, text, certainty: 'certain', field: 'data[x]', container: null },
})
const object = (kind: string, namespace: string, ...references: Reference[]) => ({
  ...{ kind: kindOf(kind), namespace, name: 'api', references },
})

async function gather(reading: Partial<ConsumerReading>, may: (question: AccessQuestion) => boolean = () => true) {
  let nudges = 0
  const whole = { objects: [], unread: [], readAtMs: Date.parse(changedAt) + 1, isCut: false }
  const index = {
    of: () => ({ ...whole, ...reading }),
    kinds: () => [kindOf('Deployment'), kindOf('ConfigMap')],
    nudge: () => {
      nudges += 1
    },
  }
  const evidence = await consumerEvidence(async (question) => may(question), index, alias)
  return { ...evidence, nudges }
}

describe('what a change is held against of who uses an alias', () => {
  it('is everybody who names it or its target, with nothing missing', async () => {
    const objects = [
      object('Deployment', 'shop', at('names', 'db:5432')),
      object('ConfigMap', 'pay', at('bypasses', 'DB.example.com.:5432')),
    ]
    const { known, gap, nudges } = await gather({ objects })
    expect(known.map(({ kind, relation }) => [kind, relation])).toEqual([
      ['ConfigMap', 'bypasses'],
      ['Deployment', 'names'],
    ])
    expect({ gap, nudges }).toEqual({ gap: null, nudges: 0 })
  })

  it('is read anew after the alias was written, and no longer counts who goes past the target of before', async () => {
    const objects = [object('ConfigMap', 'shop', at('bypasses', 'old-db.example.com:5432'))]
    const { known, gap, nudges } = await gather({ objects, readAtMs: Date.parse(changedAt) - 1 })
    expect({ known, nudges, from: gap?.from }).toEqual({ known: [], nudges: 1, from: 'reading' })
  })

  it('leaves out what the viewer may not list, and says so', async () => {
    const objects = [object('Deployment', 'pay', at('names', 'db.shop'))]
    const inShop = ({ namespace }: AccessQuestion) => namespace === 'shop'
    const { known, gap } = await gather({ objects }, inShop)
    expect({ known, gap }).toMatchObject({ known: [], gap: { from: 'viewer' } })
  })

  it('asks for no right that nothing found depends on: of many groups each would ask for every kind', async () => {
    const asked: (string | undefined)[] = []
    await gather({ objects: [object('Deployment', 'pay', at('names', 'db.shop'))] }, ({ resource, namespace }) => {
      asked.push(namespace && `${resource} in ${namespace}`)
      return false
    })
    expect(asked.filter((place) => place !== undefined)).toEqual(['deployments in pay'])
  })

  it.each([
    ['is being read', { readAtMs: null }, 'reading'],
    ['may not be read', { unread: [{ kind: kindOf('Job'), namespace: null, why: 'forbidden' }] }, 'console'],
    ['is more than is kept', { isCut: true }, 'console'],
  ] as const)('says that something %s', async (_, reading, from) => {
    expect((await gather(reading)).gap?.from).toBe(from)
  })
})
