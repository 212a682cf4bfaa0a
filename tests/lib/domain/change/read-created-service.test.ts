import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { readCreatedService } from '@/lib/domain/change/read-created-service'

const ref = { cluster: 'c', namespace: 'shop', name: 'api' }
const manifest = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' } },
  spec: { type: 'ExternalName', externalName: 'a.example', ports: [{ port: 443 }] },
}
const causesOf = (value: unknown) => {
  try {
    readCreatedService(value, ref)
  } catch (error) {
    return error instanceof AppError
      ? error.causes.map(({ field, message }) => `${field}: ${message}`)
      : [String(error)]
  }
  return []
}

describe('the Service that is to be made', () => {
  it('has what the API server would fill in, and nothing that it sets', () => {
    const read = { ...manifest, metadata: { name: 'api', uid: 'u', resourceVersion: '7', labels: {} }, status: {} }
    expect(readCreatedService(read, ref)).toEqual({
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } },
      spec: {
        ...{ type: 'ExternalName', externalName: 'a.example', sessionAffinity: 'None' },
        ports: [{ protocol: 'TCP', targetPort: 443, port: 443 }],
      },
    })
  })

  it('may be given as YAML or JSON text', () => {
    const yaml =
      'apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {type: ExternalName, externalName: a.example, ports: [{port: 443}]}\n'
    for (const text of [yaml, JSON.stringify(manifest)])
      expect(readCreatedService(text, ref)).toEqual(readCreatedService(manifest, ref))
  })

  it.each([
    ['text that is broken says where', 'a: [', /^manifest: line \d+, column \d+: /],
    ['text with a key twice says where', 'apiVersion: v1\napiVersion: v1\n', /^manifest.*: line 2, column 1: /],
    [
      'two documents are refused',
      `${JSON.stringify(manifest)}\n---\n${JSON.stringify(manifest)}`,
      /must be one Service, not 2/,
    ],
    [
      'ports without numbers are refused',
      { ...manifest, spec: { ...manifest.spec, ports: [{ name: 'x' }] } },
      /^manifest.spec.ports/,
    ],
    [
      'what Kubernetes would generate is refused',
      { ...manifest, metadata: { name: 'api', generateName: 'x' } },
      /^manifest.metadata.generateName/,
    ],
    ['no object is refused', 7, /^manifest: must be a Service/],
  ])('%s', (_, value, expected) => {
    expect(causesOf(value).join('\n')).toMatch(expected)
  })
})
