import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { describeMembers } from './documentation/describe-members'
import { type OperationNote, operationNotes } from './documentation/operation-notes'
import type { Operation } from './operation'
import { operations } from './operations'
import { problemSchema } from './problem'

export type ApiDocument = ReturnType<typeof createDocument>

const about = `Signpost's HTTP API. Answers are JSON, refusals \`application/problem+json\` (RFC 9457) with a \`code\` for programs. What is told is what the viewer's own Kubernetes rights allow.`

/** The API as an OpenAPI 3.1 document, generated from the operations that the routes and the browser use, with what is written about them. */
export function openApiDocument(version: string): ApiDocument {
  const paths: ZodOpenApiPathsObject = {}
  const areas = new Set<string>()
  for (const operation of Object.values<Operation>(operations)) {
    const path = `/api/v1${operation.path}`
    const note = noteOf(operation)
    areas.add(note.area)
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, note) }
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: 'Signpost', version, description: about, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    tags: [...areas].map((name) => ({ name })),
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A Kubernetes token' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'signpost-session',
          description: 'What a sign-in in a browser sets; over https `__Host-signpost-session`',
        },
      },
    },
  })
  return describeMembers(document)
}

function noteOf({ operationId }: Operation): OperationNote {
  const note = Object.entries(operationNotes).find(([id]) => id === operationId)?.[1]
  if (note === undefined) throw new Error(`Nothing is written about operation ${operationId}.`)
  return note
}

function describe(operation: Operation, note: OperationNote): ZodOpenApiOperationObject {
  const success = Object.fromEntries(
    operation.statuses.map((status) => [`${status}`, { description: 'Success', content: contentOf(operation) }]),
  )
  const codes = note.problems.length === 0 ? '' : `; its own codes: ${note.problems.join(', ')}`
  return {
    operationId: operation.operationId,
    tags: [note.area],
    summary: operation.summary,
    description: `${note.more === undefined ? '' : `${note.more}\n\n`}Who may: ${note.may}.`,
    ...(operation.operationId === 'signIn' ? { security: [] } : {}),
    requestParams: { path: operation.params, query: operation.query } as NonNullable<
      ZodOpenApiOperationObject['requestParams']
    >,
    ...(operation.body === null
      ? {}
      : { requestBody: { content: { 'application/json': { schema: operation.body } } } }),
    responses: {
      ...success,
      default: {
        description: `A problem (RFC 9457)${codes}`,
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
