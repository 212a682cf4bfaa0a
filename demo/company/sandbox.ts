import { labelledGroup } from './blue-green.ts'
import type { CompanyNamespace } from './company-namespace.ts'

/** Where people try things and forget them: what the API server takes and DNS does not. */
export const sandbox: readonly CompanyNamespace[] = [
  {
    name: 'sandbox',
    aliases: [
      { name: 'long-label', target: `${'quill'.repeat(13)}.quillmoor.example` },
      { name: 'redirects', target: 'start.hops.quillmoor.example' },
      { name: 'old-resolver', target: 'api.oddserver.example' },
      { name: 'bulk-feed', target: 'bulk.oddserver.example' },
      { name: 'local-test', target: 'localtest.quillmoor.example' },
      { name: 'short-name', target: 'vouchers.catalogue.svc', ports: { http: 80 } },
      { name: 'echo', target: 'echo.sandbox.svc.cluster.local' },
      { name: 'parked', target: 'files.parkedshelf.example' },
      ...labelledGroup('trial', [
        { name: 'trial', target: 'sync.eu.quillmoor.example', role: 'active' },
        { name: 'trial-old', target: 'sync.eu.quillmoor.example', role: 'blue' },
        { name: 'trial-web', target: 'media-2023.eu.quillmoor.example', role: 'green' },
        { name: 'trial-mail', target: 'media-2026.eu.quillmoor.example', role: 'green' },
      ]),
      { name: 'partner-trial', target: 'trial.closedshop.example' },
    ],
  },
]
