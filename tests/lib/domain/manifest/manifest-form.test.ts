import { describe, expect, it } from 'vitest'
import { editManifest } from '@/lib/domain/manifest/edit-manifest'
import { fieldEdit, portEdits, readField } from '@/lib/domain/manifest/manifest-form'
import { readManifests } from '@/lib/domain/manifest/read-manifests'

const text = `apiVersion: v1
kind: Service
metadata:
  name: orders-db
  annotations:
    a8r.io/owner: shop # until spring
spec:
  type: ExternalName
  externalName: db.example.com
  ports:
    - name: postgres # of the primary
      port: 5432
    - name: metrics
      port: 9187
`

function serviceOf(manifest: string) {
  const service = readManifests(manifest)[0]?.service
  if (!service) throw new Error('not a Service')
  return service
}

describe('a field of the form', () => {
  it('shows what the manifest says, and nothing where it says nothing', () => {
    expect(readField(serviceOf(text), 'owner')).toBe('shop')
    expect(readField(serviceOf(text), 'target')).toBe('db.example.com')
    expect(readField(serviceOf(text), 'environment')).toBe('')
  })

  it('that is emptied leaves the manifest, unless an alias needs it', () => {
    expect(editManifest(text, [fieldEdit('owner', '')])).not.toContain('a8r.io/owner')
    expect(serviceOf(editManifest(text, [fieldEdit('target', '')])).spec.externalName).toBe('')
  })
})

describe('the ports of the form', () => {
  const { ports = [] } = serviceOf(text).spec

  it('change where they differ, and keep their comments', () => {
    const edited = editManifest(
      text,
      portEdits(ports, [
        { name: 'pg', port: 5432 },
        { name: 'metrics', port: 9188 },
      ]),
    )
    expect(edited).toBe(text.replace('postgres #', 'pg #').replace('9187', '9188'))
  })

  it('come and go at the end', () => {
    const three = [...ports, { name: 'admin', port: 8080, protocol: 'TCP' }]
    expect(serviceOf(editManifest(text, portEdits(ports, three))).spec.ports).toEqual(three)
    expect(serviceOf(editManifest(text, portEdits(ports, []))).spec.ports).toBeUndefined()
    expect(serviceOf(editManifest(text, portEdits(ports, [{ name: 'metrics', port: 9187 }]))).spec.ports).toEqual([
      { name: 'metrics', port: 9187 },
    ])
  })
})
