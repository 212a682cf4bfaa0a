import { dependencyParamsSchema } from '@/lib/contract/dependencies'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'

/** The host that a page's path names, null when it cannot be one. Page params stay percent-encoded in Next. */
export function readHostPath({ host }: { host: string }): string | null {
  try {
    const parsed = dependencyParamsSchema.safeParse({ host: decodeURIComponent(host) })
    return parsed.success ? normaliseHost(parsed.data.host) : null
  } catch {
    return null
  }
}
