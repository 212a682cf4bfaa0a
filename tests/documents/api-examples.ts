import { randomUUID } from 'node:crypto'
import { operationsInOrder } from '@/lib/contract/documentation/api-page'

export type ExampleVariables = Record<string, string>

type Call = (method: string, path: string, body?: unknown) => Promise<Response>

const ids = ['CHANGE_ID', 'PROPOSAL_ID', 'MIGRATION_ID']

/** What the variables of the examples stand for on a demo that nothing was changed in; made from its own answers before the examples are sent. */
export async function exampleVariables(call: Call): Promise<ExampleVariables> {
  const variables: ExampleVariables = Object.fromEntries(ids.map((id) => [id, randomUUID()]))
  for (const [name, of] of [
    ['HASH', 'createChange'],
    ['PROPOSAL_HASH', 'createProposal'],
  ] as const) {
    const body = operationsInOrder().find(({ id }) => id === of)?.note.example.body
    if (typeof body !== 'object' || body === null || !('request' in body)) throw new Error(`${of} has no request.`)
    const plan = (await (await call('POST', '/plans', body.request)).json()) as { hash?: string; detail?: string }
    if (plan.hash === undefined) throw new Error(`${of}: ${plan.detail}`)
    variables[name] = plan.hash
  }
  const reviews = await call('GET', '/reviews?queue=all&limit=500&namespace=payments')
  const { items } = (await reviews.json()) as {
    items: { name: string; uid: string; hash: string; previous: string | null }[]
  }
  const review = items.find(({ name }) => name === 'card-gateway')
  variables.REVIEW_UID = review?.uid ?? ''
  variables.REVIEW_HASH = review?.hash ?? ''
  variables.REVIEW_PREVIOUS = review?.previous ?? ''
  return variables
}
