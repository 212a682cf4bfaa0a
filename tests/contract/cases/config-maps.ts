import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectBadRequest, expectInvalid, expectModified, textAt, valueAt } from '../expect-answer.ts'

const configMap = (name: string, more: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...more })

const refused: readonly (readonly [title: string, more: object, cause: Cause])[] = [
  [
    'a key with a blank',
    { data: { 'a b': '1' } },
    [
      'data[a b]',
      'Invalid',
      "Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ],
  [
    'more than a mebibyte',
    { data: { a: 'x'.repeat(1_048_577) } },
    ['[]', 'TooLong', 'Too long: may not be more than 1048576 bytes'],
  ],
  [
    'a key in data and binaryData',
    { data: { a: 'x' }, binaryData: { a: 'eA==' } },
    ['data[a]', 'Invalid', 'Invalid value: "a": duplicate of key present in binaryData'],
  ],
]

export const configMaps = defineSuite('ConfigMaps', [
  defineCase('are compared and swapped by their resourceVersion', async (stage) => {
    const created = await stage.create('configmaps', configMap('swapped', { data: { a: '1' } }))
    const resourceVersion = textAt(created.body, 'metadata.resourceVersion')
    const write = (a: string) =>
      stage.replace('configmaps', 'swapped', {
        ...configMap('swapped', { data: { a } }),
        metadata: { name: 'swapped', resourceVersion },
      })
    expect((await write('2')).status).toBe(200)
    expectModified(await write('3'), 'configmaps', 'swapped')
    expect(valueAt((await stage.read('configmaps', 'swapped')).body, 'data')).toEqual({ a: '2' })
  }),
  defineCase('lose keys by null and gain keys by merging', async (stage) => {
    await stage.create('configmaps', configMap('merged', { data: { a: '1', b: '2' } }))
    const answer = await stage.patch('configmaps', 'merged', 'merge', { data: { a: null, c: '3' } })
    expect(valueAt(answer.body, 'data')).toEqual({ b: '2', c: '3' })
  }),
  defineCase('answer their deletion with what was deleted', async (stage) => {
    const created = await stage.create('configmaps', configMap('deleted', {}))
    expect((await stage.remove('configmaps', 'deleted')).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'deleted', kind: 'configmaps', uid: textAt(created.body, 'metadata.uid') },
    })
  }),
  defineCase('that are immutable stay as they are', async (stage) => {
    await stage.create('configmaps', configMap('fixed', { immutable: true, data: { a: '1' } }))
    const answer = await stage.patch('configmaps', 'fixed', 'merge', { data: { a: '2' } })
    expectInvalid(answer, 'ConfigMap', 'fixed', [
      ['data', 'Forbidden', 'Forbidden: field is immutable when `immutable` is set'],
    ])
  }),
  defineCase('hold text alone', async (stage) => {
    expectBadRequest(
      await stage.create('configmaps', configMap('numeric', { data: { a: 1 } })),
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    )
  }),
  ...refused.map(([title, more, cause], index) =>
    defineCase(`refuse ${title}`, async (stage) => {
      const name = `refused-${index}`
      expectInvalid(await stage.create('configmaps', configMap(name, more)), 'ConfigMap', name, [cause])
    }),
  ),
])
