import { type ConsoleApi, carryOut, serviceOf, untilProved } from './console-api.ts'
import type { SendRequest } from './delivery/delivery-bot.ts'

export interface HistoryOptions extends ConsoleApi {
  /** To the API server, past the console. */
  readonly send: SendRequest
}

/**
 * Makes the first changes of the company: one past the console with kubectl, one through it that is taken back, and one that is still watched
 * over. They are real, so their history, their soak and their clock are too.
 */
export async function tellHistory(options: HistoryOptions): Promise<void> {
  await options.send({
    method: 'PATCH',
    path: '/api/v1/namespaces/storefront-dev/services/pages-api',
    query: { fieldManager: 'kubectl-patch' },
    contentType: 'application/merge-patch+json',
    body: { spec: { externalName: 'pages-green.stg.quillmoor.example' } },
  })
  const staging = serviceOf(options, 'storefront-staging', 'pages-api')
  const tried = await carryOut(
    options,
    { kind: 'switch', service: staging, to: 'blue' },
    'try the new renderer on staging',
  )
  await untilProved(options, staging, tried)
  const undo = { kind: 'undo', service: staging, changeId: tried.id }
  await carryOut(options, undo, 'the new renderer does not speak TLS yet')
  const downloads = serviceOf(options, 'ebooks', 'downloads')
  await carryOut(options, { kind: 'switch', service: downloads, to: 'green' }, 'files move to the new storage')
}
