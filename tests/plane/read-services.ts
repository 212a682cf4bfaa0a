import { z } from 'zod'
import type { ReadService } from './administrator.ts'

const serviceSchema = z.object({
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    annotations: z.record(z.string(), z.string()).exactOptional(),
  }),
  spec: z.object({ externalName: z.string().exactOptional() }),
})

export function readService(value: unknown): ReadService {
  return serviceSchema.parse(value)
}

export function readServices(value: unknown): readonly ReadService[] {
  return z.object({ items: z.array(serviceSchema) }).parse(value).items
}
