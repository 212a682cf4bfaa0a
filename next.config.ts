import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  serverExternalPackages: ['@kubernetes/client-node', 'undici', 'dns-packet', 'prom-client'],
  typedRoutes: false,
  outputFileTracingExcludes: { '*': ['node_modules/@img/**', 'node_modules/sharp/**', '.cache/**', 'tests/**'] },
}

export default config
