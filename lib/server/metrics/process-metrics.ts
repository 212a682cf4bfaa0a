import { Counter, Gauge, type Registry } from 'prom-client'
import { loadCauses } from '@/lib/domain/load/judge-load'
import type { LoadGuard } from '@/lib/server/load/load-guard'
import { version } from '@/lib/server/runtime/version'

interface ProcessSources {
  certificateValidUntilMs(): number | null
  load: Pick<LoadGuard, 'causes' | 'shed' | 'latest'>
}

/** What runs, what it may use, and whether it sheds load. */
export function addProcessMetrics(registry: Registry, { load, certificateValidUntilMs }: ProcessSources): void {
  const registers = [registry]
  new Gauge({
    name: 'signpost_tls_certificate_expiry_seconds',
    help: 'When the certificate ends that the console is served with, in seconds since the epoch; absent without TLS.',
    registers,
    collect() {
      const validUntilMs = certificateValidUntilMs()
      if (validUntilMs === null) this.remove()
      else this.set(validUntilMs / 1000)
    },
  })
  new Gauge({
    name: 'signpost_build_info',
    help: 'The version of the console and of the Node it runs on; always 1.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)
  new Gauge({
    name: 'signpost_heap_limit_bytes',
    help: 'What the heap of the process may use.',
    registers,
    collect() {
      this.reset()
      const reading = load.latest()
      if (reading !== null) this.set(reading.heapLimitBytes)
      else this.remove()
    },
  })
  new Gauge({
    name: 'signpost_memory_limit_bytes',
    help: 'What the container of the process may use; absent where it has no limit of its own.',
    labelNames: [],
    registers,
    collect() {
      const limit = load.latest()?.memoryLimitBytes ?? null
      if (limit === null) this.remove()
      else this.set(limit)
    },
  })
  new Gauge({
    name: 'signpost_load_shedding',
    help: 'Whether new streams, exports and large lists are refused just now, by cause.',
    labelNames: ['cause'],
    registers,
    collect() {
      const causes = load.causes()
      for (const cause of loadCauses) this.set({ cause }, causes.includes(cause) ? 1 : 0)
    },
  })
  new Counter({
    name: 'signpost_requests_shed_total',
    help: 'Requests that were refused because of that.',
    labelNames: ['cause'],
    registers,
    collect() {
      this.reset()
      for (const cause of loadCauses) this.inc({ cause }, load.shed().get(cause) ?? 0)
    },
  })
}
