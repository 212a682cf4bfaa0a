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
      { name: 'debug-proxy', target: 'localhost' },
      {
        name: 'node-identity',
        target: 'metadata.google.internal',
        annotations: { 'a8r.io/runbook': 'javascript:alert(document.domain)' },
      },
      { name: 'api', target: 'kubernetes.default.svc.cluster.local' },
      {
        name: 'cache',
        target: 'redis',
        accepted: [{ code: 'UNUSED', days: -12, reason: 'load test of the cache, until it is over' }],
      },
      { name: 'preview', target: 'pages-green.eu.quillmoor.example', leftSlice: 'preview-k4z2x' },
    ],
  },
  // Named after the team, which nobody thought of as a domain.
  {
    name: 'net',
    annotations: { team: 'networking' },
    aliases: [
      {
        name: 'status',
        target: 'pages-green.eu.quillmoor.example',
        ports: { http: 443 },
        annotations: { 'signpost/suppress': 'PORT_CONTRADICTS until next quarter, ask Ole' },
      },
      {
        name: 'status-page',
        target: 'pages-green.eu.quillmoor.example',
        ports: { https: 443, web: 80 },
        targetPorts: { web: 8080 },
        accepted: [
          { code: 'DUPLICATE_ALIAS', days: 45, reason: 'the old name goes when the wall screens are replaced' },
        ],
      },
    ],
  },
]
