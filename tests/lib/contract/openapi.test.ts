import { expect, test } from 'vitest'
import { openApiDocument } from '@/lib/contract/openapi'
import { operations } from '@/lib/contract/operations'

const methods = { GET: 'get', POST: 'post', DELETE: 'delete' } as const

test('describes every operation with its parameters, body and problem', () => {
  const document = openApiDocument('1.2.3')
  expect(document.info.version).toBe('1.2.3')
  for (const operation of Object.values(operations)) {
    const described = document.paths?.[`/api/v1${operation.path}`]?.[methods[operation.method]]
    expect(described?.operationId).toBe(operation.operationId)
    expect(described?.responses?.default).toBeDefined()
    expect(described?.requestBody === undefined).toBe(operation.body === null)
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const named = (described?.parameters ?? []).flatMap((parameter) =>
      'in' in parameter && parameter.in === 'path' ? [parameter.name] : [],
    )
    expect(named.sort()).toEqual(inPath.sort())
  }
})
