import { describe, expect, it } from 'vitest'
import { strategicMerge } from '../../../demo/patch/strategic-merge.ts'

const service = 'api.core.v1.Service'
const stored = {
  spec: {
    ports: [
      { port: 1, name: 'one' },
      { port: 2, name: 'two' },
    ],
    selector: { app: 'a' },
  },
}

describe('a strategic merge patch', () => {
  it.each([
    [
      'merges ports by their number',
      { ports: [{ port: 2, name: 'zwei' }] },
      [
        { port: 1, name: 'one' },
        { port: 2, name: 'zwei' },
      ],
    ],
    [
      'puts new ports before the others',
      { ports: [{ port: 3 }] },
      [{ port: 3 }, { port: 1, name: 'one' }, { port: 2, name: 'two' }],
    ],
    ['deletes a port', { ports: [{ port: 1, $patch: 'delete' }] }, [{ port: 2, name: 'two' }]],
    ['replaces all ports', { ports: [{ $patch: 'replace' }, { port: 9 }] }, [{ port: 9 }]],
    [
      'orders ports',
      { '$setElementOrder/ports': [{ port: 2 }, { port: 1 }] },
      [
        { port: 2, name: 'two' },
        { port: 1, name: 'one' },
      ],
    ],
  ])('%s', (_title, spec, ports) => {
    expect(strategicMerge(stored, { spec }, service).spec).toEqual({ ports, selector: { app: 'a' } })
  })

  it('merges maps and removes by null', () => {
    expect(strategicMerge(stored, { spec: { ports: null, selector: { app: null, tier: 'x' } } }, service)).toEqual({
      spec: { selector: { tier: 'x' } },
    })
  })

  it('needs the number of a port', () => {
    expect(() => strategicMerge(stored, { spec: { ports: [{ name: 'x' }] } }, service)).toThrow(
      'map: map[name:x] does not contain declared merge key: port',
    )
  })

  it('merges finalizers as a set', () => {
    const before = { metadata: { finalizers: ['a.example/x'] } }
    expect(strategicMerge(before, { metadata: { finalizers: ['b.example/x'] } }, service)).toEqual({
      metadata: { finalizers: ['a.example/x', 'b.example/x'] },
    })
  })
})
