import { notifyManager, QueryClient } from '@tanstack/react-query'
import { ClientError } from './client-error'

// What the stream brings is drawn in the task that brought it: a timer may come after the next frame.
notifyManager.setScheduler(queueMicrotask)

/**
 * A cache that the live stream keeps fresh: nothing goes stale by time. One per request on the server, one per tab in the browser.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 3 && error instanceof ClientError && error.isPassing,
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
