import type { z } from 'zod'
import type { Operation } from '@/lib/contract/operation'
import { AppError } from '@/lib/domain/app-error'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { checkOrigin, maximumUrlLength } from './guard-request'
import { identify } from './identify'
import { noteUser } from './note-user'
import { problemResponse, refusedInput } from './problem-response'
import { limitOf } from './rate-limit'
import { isJsonContent, readJsonBody } from './read-body'
import { refuseHost } from './refuse-host'
import { refuseUnderLoad } from './refuse-under-load'
import { type TarFile, tarArchive } from './tar-archive'

export interface RouteInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  runtime: ConsoleRuntime
  identity: Identity
  request: Request
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
}

/** A handler's answer: the value of a JSON operation with its status and `Set-Cookie` lines, or a finished Response for text and streams. */
export type RouteAnswer<Output extends z.ZodType> =
  | { status?: number; cookies?: readonly string[]; value: z.input<Output> }
  | Response

type NextHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>

/**
 * The only way to a handler: guards (Host, Origin, size, media type), identity, rate, validation by the operation's schemas, then `handle`;
 * every failure becomes problem+json. Nothing a client sends ends as a 500.
 */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(
  operation: Operation<Params, Query, Body, Output>,
  handle: (input: RouteInput<Params, Query, Body>) => Promise<RouteAnswer<Output>>,
): NextHandler {
  return serve(operation, async (runtime, request, input) => {
    const identity = await identify(runtime, request.headers)
    noteUser(identity)
    limitOf(runtime).take(identity.key)
    refuseWrite(operation, runtime)
    const given = await input()
    refuseUnderLoad(operation, runtime, given.query)
    return handle({ runtime, identity, request, ...given })
  })
}

/** A route that needs no identity, because it is where one begins or ends; everything else is as with `defineRoute`. */
export function defineOpenRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(
  operation: Operation<Params, Query, Body, Output>,
  handle: (input: Omit<RouteInput<Params, Query, Body>, 'identity'>) => Promise<RouteAnswer<Output>>,
): NextHandler {
  return serve(operation, async (runtime, request, input) => handle({ runtime, request, ...(await input()) }))
}

function serve<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Params, Query, Body, Output>,
  answer: (
    runtime: ConsoleRuntime,
    request: Request,
    /** Reads what the request asks, once it is known that it may. */
    input: () => Promise<Pick<RouteInput<Params, Query, Body>, 'params' | 'query' | 'body'>>,
  ) => Promise<RouteAnswer<Output>>,
): NextHandler {
  return async (request, context) => {
    try {
      const runtime = currentRuntime()
      const refusal = guard(operation, request)
      if (refusal) return refusal
      const answered = await answer(runtime, request, async () => {
        const params = parse('path', operation.params, (await context.params) ?? {})
        const query = parse('query', operation.query, readQuery(request.url))
        const body = operation.body === null ? undefined : parse('body', operation.body, await readJsonBody(request))
        return { params, query, body: body as z.output<Body> }
      })
      return answered instanceof Response ? answered : jsonResponse(answered, operation.statuses[0])
    } catch (error) {
      return problemResponse(error)
    }
  }
}

export function textResponse(text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Something to save under a name. */
export function downloadResponse(body: BodyInit, { mediaType, name }: { mediaType: string; name: string }): Response {
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Files as a tar archive to save; `nowMs` is the time that it says they were written at. */
export function archiveResponse(files: readonly TarFile[], nowMs: number): Response {
  return downloadResponse(tarArchive(files, nowMs / 1000), {
    mediaType: 'application/x-tar',
    name: 'signpost-kustomize.tar',
  })
}

function jsonResponse(
  { value, status, cookies = [] }: { value: unknown; status?: number; cookies?: readonly string[] },
  usualStatus: number,
): Response {
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(JSON.stringify(value), { status: status ?? usualStatus, headers })
}

function refuseWrite({ writes }: Operation, { settings }: ConsoleRuntime): void {
  if (!writes || !settings.SIGNPOST_READ_ONLY) return
  throw new AppError('forbidden', 'This console only reads: SIGNPOST_READ_ONLY is set.', { reason: 'read-only' })
}

function guard(operation: Operation, request: Request): Response | null {
  const refusal = refuseHost(request.headers)
  if (refusal) return refusal
  if (request.url.length > maximumUrlLength) {
    return problemResponse(new AppError('too-large', 'The URL is longer than 8 KiB.', { reason: 'url-too-long' }), 414)
  }
  if (operation.method === 'GET') return null
  checkOrigin(request.headers)
  if (operation.body !== null && !isJsonContent(request.headers.get('content-type'))) {
    return problemResponse(
      new AppError('invalid', 'Content-Type: must be application/json', { reason: 'media-type' }),
      415,
    )
  }
  return null
}

function parse<Schema extends z.ZodType>(where: string, schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw refusedInput(where, parsed.error)
}

/** Query parameters as an object; a repeated one becomes an array. */
function readQuery(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URL(url).searchParams) {
    const known = query[name]
    query[name] = known === undefined ? value : [known, value].flat()
  }
  return query
}
