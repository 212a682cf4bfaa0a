import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { toYaml } from '@/lib/domain/manifest/to-yaml'

test.each(['yes', 'on', 'n', 'off', '1_000', '12:30:45', '0o7', '012', '0b1', '2001-01-01', '=', '~', 'null', '1e3'])(
  'the text %s stays text for readers of YAML 1.1 and 1.2, as a value and as a key',
  (text) => {
    const value = { labels: { [text]: text }, list: [text] }
    const written = toYaml(value)
    expect(written).toContain(`: "${text}"`)
    expect(parse(written, { version: '1.1' })).toEqual(value)
    expect(parse(written, { version: '1.2' })).toEqual(value)
  },
)

test('any text is read back as it was, within a text that is YAML itself, too', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' }), { maxKeys: 5 }), (inner) => {
      const value = { patches: [{ patch: toYaml(inner) }] }
      const [outer] = parse(toYaml(value), { version: '1.1' }).patches
      expect(parse(outer.patch, { version: '1.1' })).toEqual(inner)
    }),
    { numRuns: 20 },
  )
})
