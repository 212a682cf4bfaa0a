import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Operation } from './operation'
import { operations } from './operations'
import { problemSchema } from './problem'

/** The API as an OpenAPI 3.1 document, generated from the operations that the routes and the browser use. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of Object.values<Operation>(operations)) {
    const path = `/api/v1${operation.path}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Signpost', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
  })
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const success = Object.fromEntries(
    operation.statuses.map((status) => [`${status}`, { description: 'Success', content: contentOf(operation) }]),
  )
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    requestParams: { path: operation.params, query: operation.query } as NonNullable<
      ZodOpenApiOperationObject['requestParams']
    >,
    ...(operation.body === null
      ? {}
      : { requestBody: { content: { 'application/json': { schema: operation.body } } } }),
    responses: {
      ...success,
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  }
}

function contentOf({
  response,
}: Operation): Record<string, { schema?: Extract<Operation['response'], { kind: 'json' }>['schema'] }> {
  switch (response.kind) {
    case 'json':
      return {
        'application/json': { schema: response.schema },
        ...(response.orMediaType === undefined ? {} : { [response.orMediaType]: {} }),
      }
    case 'text':
      return { 'text/plain': {} }
    case 'events':
      return { 'text/event-stream': {} }
  }
}
