import { describe, expect, it } from 'vitest'
import { decodeObject } from '../../../demo/schema/decode-object.ts'
import { definitionNames, definitionOf } from '../../../demo/schema/schema.ts'

const service = { kind: 'Service', version: 'v1', definition: 'api.core.v1.Service' }

describe('reading an object', () => {
  it('leaves out unknown fields and names them by their path', () => {
    const body = { metadata: { name: 'a', oops: 1 }, spec: { ports: [{ port: 1, extra: 'x' }] }, more: true }
    expect(decodeObject(body, service)).toEqual({
      object: { metadata: { name: 'a' }, spec: { ports: [{ port: 1 }] } },
      unknownFields: ['metadata.oops', 'spec.ports[0].extra', 'more'],
    })
  })

  it('leaves out nulls and what Go leaves out when it is empty', () => {
    const body = {
      metadata: { name: 'a', labels: {} },
      spec: { externalName: '', selector: {}, ports: [], type: null },
    }
    expect(decodeObject(body, service).object).toEqual({ metadata: { name: 'a' }, spec: {} })
  })

  it.each([
    [
      { spec: { ports: 'x' } },
      'cannot unmarshal string into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ],
    [
      { spec: { ports: [{ port: 'x' }] } },
      'cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      { spec: { ports: [{ port: 1.5 }] } },
      'cannot unmarshal number 1.5 into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      { metadata: { labels: { a: 1 } } },
      'cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [{ spec: [] }, 'cannot unmarshal array into Go struct field Service.spec of type v1.ServiceSpec'],
  ])('refuses %j', (body, why) => {
    expect(() => decodeObject(body, service)).toThrow(why)
  })
})

describe('the schema', () => {
  it('can be read whole, and refers to nothing that it does not hold', () => {
    const references = definitionNames.flatMap((name) =>
      [...(definitionOf(name).fields?.values() ?? [])].flatMap(({ kind, name: target, of }) =>
        kind === 'reference' ? [target] : of?.kind === 'reference' ? [of.name] : [],
      ),
    )
    expect(references.filter((name) => !definitionNames.includes(name))).toEqual([])
  })
})
