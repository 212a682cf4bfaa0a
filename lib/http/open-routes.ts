import { AppError } from '@/lib/domain/app-error'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { version } from '@/lib/server/runtime/version'
import { identify } from './identify'
import { problemResponse } from './problem-response'
import { refuseHost } from './refuse-host'

let document: string | null = null

/** `GET /api/openapi.json`: the contract, for anyone. */
export async function describeApi(request: Request): Promise<Response> {
  const refusal = refuseHost(request.headers)
  if (refusal) return refusal
  // Loaded when somebody asks: health and readiness, which a start waits for, need no contract.
  const { openApiDocument } = await import('@/lib/contract/openapi')
  document ??= JSON.stringify(openApiDocument(version))
  return new Response(document, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } })
}

/** `GET /healthz`: the process answers. */
export async function healthz(): Promise<Response> {
  return plain(200, 'ok\n')
}

/**
 * `GET /readyz`: 503 with the cause until every configured cluster was listed once. While load is shed it says so and stays ready: a pod that is taken
 * out of its Service gives its streams to the others, or, alone, leaves nobody a console.
 */
export async function readyz(): Promise<Response> {
  try {
    const runtime = currentRuntime()
    const cause = runtime.notReadyBecause()
    if (cause !== null) return plain(503, `not ready: ${cause}\n`)
    const problem = runtime.load.problem()
    return plain(200, problem === null ? 'ready\n' : `ready, but large requests wait: ${problem}\n`)
  } catch {
    return plain(503, 'not ready: the console is starting\n')
  }
}

/** Whatever the API does not have: whoever did not sign in is not told even that. */
export async function noSuchCall(request: Request): Promise<Response> {
  const refusal = refuseHost(request.headers)
  if (refusal) return refusal
  try {
    await identify(currentRuntime(), request.headers)
    throw new AppError('not-found', 'The API has no such call; /api/openapi.json lists them.')
  } catch (error) {
    return problemResponse(error)
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
