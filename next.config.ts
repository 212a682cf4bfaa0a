import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  serverExternalPackages: ['@kubernetes/client-node', 'undici', 'prom-client'],
  typedRoutes: false,
  // A page's code is read when it is first asked for: read before the start it holds the first list of a cluster back by half a second.
  experimental: { preloadEntriesOnStart: false },
  outputFileTracingExcludes: { '*': ['node_modules/@img/**', 'node_modules/sharp/**', '.cache/**', 'tests/**'] },
}

export default config
