import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editManifest } from '@/lib/domain/manifest/edit-manifest'
import { readManifests } from '@/lib/domain/manifest/read-manifests'

const text = `# Who pays: shop
apiVersion: v1
kind: Service
metadata:
  name: orders-db   # the name that clients use
  annotations:
    a8r.io/owner: "shop"

spec:
  type: ExternalName
  externalName: old.example.com # until the move
  ports:
  # clients of the old driver
  - name: postgres
    port: 5432
`

describe('a field that is edited', () => {
  it('changes nothing but its value', () => {
    const edited = editManifest(text, [{ path: ['spec', 'externalName'], value: 'new.example.com' }])
    expect(edited).toBe(text.replace('old.example.com', 'new.example.com'))
    expect(editManifest(text, [{ path: ['spec', 'ports', 0, 'port'], value: 5433 }])).toBe(text.replace('5432', '5433'))
  })

  it('keeps its quotes, and gets them where another reader would take it for something else', () => {
    const owner = ['metadata', 'annotations', 'a8r.io/owner']
    expect(editManifest(text, [{ path: owner, value: 'web' }])).toBe(text.replace('"shop"', '"web"'))
    expect(editManifest(text, [{ path: ['metadata', 'name'], value: 'yes' }])).toContain('name: "yes"   # the name')
    expect(editManifest(text, [{ path: ['metadata', 'name'], value: '' }])).toContain('name: ""   # the name')
  })

  it('that is new comes where it is written by custom, in the indentation of the text', () => {
    const edited = editManifest(text, [
      { path: ['metadata', 'namespace'], value: 'shop' },
      { path: ['metadata', 'labels', 'environment'], value: 'production' },
      { path: ['spec', 'ports', 1], value: { name: 'metrics', port: 9187 } },
    ])
    expect(edited).toBe(
      text
        .replace('orders-db   #', 'orders-db #')
        .replace('  annotations:', '  namespace: shop\n  labels:\n    environment: production\n  annotations:')
        .replace('    port: 5432\n', '    port: 5432\n  - name: metrics\n    port: 9187\n'),
    )
  })

  it('that is taken away takes along the map or list that it leaves empty', () => {
    const edited = editManifest(text, [
      { path: ['metadata', 'annotations', 'a8r.io/owner'], value: undefined },
      { path: ['spec', 'ports', 0], value: undefined },
    ])
    expect(edited).not.toContain('annotations')
    expect(edited).not.toContain('ports')
    expect(edited).toContain('name: orders-db # the name that clients use')
    expect(edited).toContain('# Who pays: shop')
  })

  it('that is not there is not taken away', () => {
    expect(editManifest(text, [{ path: ['metadata', 'labels', 'x'], value: undefined }])).toBe(text)
  })

  it('stays JSON in JSON', () => {
    const json = JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { type: 'ExternalName', externalName: 'a.example.com' },
      },
      null,
      2,
    )
    const edited = editManifest(json, [{ path: ['spec', 'externalName'], value: 'b.example.com' }])
    expect(edited).toBe(json.replace('a.example.com', 'b.example.com'))
  })

  it('is left alone in a text that is broken or of several documents', () => {
    const edit = [{ path: ['metadata', 'name'], value: 'b' }]
    for (const other of ['metadata: {name: a', `${text}---\n${text}`, '\tname: a', ''])
      expect(editManifest(other, edit)).toBe(other)
  })

  it('says afterwards what it was to say, whatever that is', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        'yes',
        '0o14',
        '=',
        '12:30',
        '1.10',
        '~',
        '# x',
        'a: b',
        '- a',
        '|',
        '"',
        '2024-01-01',
        ' x ',
        'a\nb',
        "it's",
      ),
    )
    fc.assert(
      fc.property(words, words, words, (name, owner, label) => {
        const edited = editManifest(text, [
          { path: ['metadata', 'name'], value: name },
          { path: ['metadata', 'annotations', 'a8r.io/owner'], value: owner },
          { path: ['metadata', 'labels', 'environment'], value: label },
        ])
        const [read] = readManifests(edited)
        expect(read?.problems).toEqual([])
        expect(read?.service?.metadata).toEqual({
          name,
          annotations: { 'a8r.io/owner': owner },
          labels: { environment: label },
        })
        expect(edited).toContain('# clients of the old driver')
      }),
    )
  })
})
