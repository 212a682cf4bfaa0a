import type { z } from 'zod'
import type { Operation } from '@/lib/contract/operation'
import { problemSchema } from '@/lib/contract/problem'
import { ClientError } from './client-error'

const base = '/api/v1'

interface Call<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params?: z.input<Params>
  query?: z.input<Query>
  body?: z.input<Body>
  signal?: AbortSignal
}

/** Calls an operation of the contract and gives its JSON, checked against the schema. Throws ClientError. */
export async function fetchJson<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
>(operation: Operation<Params, Query, Body, Result>, call: Call<Params, Query, Body> = {}): Promise<z.output<Result>> {
  if (operation.response.kind !== 'json') throw new TypeError(`${operation.operationId} does not give JSON`)
  const response = await send(operation, call)
  const parsed = operation.response.schema.safeParse(await readJson(response))
  if (parsed.success) return parsed.data
  throw new ClientError(
    response.status,
    'unreadable',
    'The console answered in a form this page does not know. Reload it.',
    null,
    parsed.error,
  )
}

/** Calls an operation that gives plain text. Throws ClientError. */
export async function fetchText<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Params, Query, Body>,
  call: Call<Params, Query, Body> = {},
): Promise<string> {
  const response = await send(operation, call)
  return response.text()
}

/** The path and query of a call; arrays repeat their key, undefined is left out. */
export function callUrl(path: string, params: unknown, query: unknown): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = entry(params, name)
    if (value === undefined) throw new TypeError(`${path} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) search.append(name, String(each))
    }
  }
  return `${base}${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function send(
  operation: Operation,
  { params, query, body, signal }: Call<z.ZodType, z.ZodType, z.ZodType>,
): Promise<Response> {
  const response = await request(callUrl(operation.path, params, query), {
    method: operation.method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    cache: 'no-store',
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (!operation.statuses.includes(response.status)) throw await refusal(response)
  return response
}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ClientError(0, 'network', 'The console does not answer.', null, error)
  }
}

async function refusal(response: Response): Promise<ClientError> {
  const problem = problemSchema.safeParse(await readJson(response).catch(() => null))
  if (!problem.success)
    return new ClientError(response.status, 'unreadable', `The console answered ${response.status} without saying why.`)
  return new ClientError(response.status, problem.data.code, problem.data.detail, problem.data)
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new ClientError(response.status, 'unreadable', 'The console did not answer with JSON.', null, error)
  }
}

function entry(values: unknown, name: string): unknown {
  return typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined
}
