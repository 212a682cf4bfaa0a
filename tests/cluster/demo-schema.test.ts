import { expect, it } from 'vitest'
import { builtInKinds } from '../../demo/resources/catalog.ts'
import { reviewKinds } from '../../demo/resources/review-kinds.ts'
import definitions from '../../demo/schema/definitions.json' with { type: 'json' }
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { compactSchema } from './compact-schema.ts'

it('the embedded cluster knows the fields that the real one describes', async () => {
  const { kubectl } = providedControlPlane()
  const groups = [...new Set([...builtInKinds, ...reviewKinds].map(({ group }) => group))]
  const documents = await Promise.all(
    groups.map(async (group) => {
      const path = group === '' ? 'api/v1' : `apis/${group}/v1`
      const { stdout } = await kubectl(['get', '--raw', `/openapi/v3/${path}`])
      const document: { components: { schemas: Parameters<typeof compactSchema>[0] } } = JSON.parse(stdout)
      return document.components.schemas
    }),
  )
  const described: Parameters<typeof compactSchema>[0] = Object.assign({}, ...documents)
  const known = new Map(Object.entries(definitions))
  const real = new Map(Object.entries(compactSchema(described, [...known.keys()])))
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries([...real].filter(([name]) => known.has(name))))
  expect([...real.keys()].filter((name) => !known.has(name))).toEqual([])
})
