import { z } from 'zod'
import { workloadKinds } from '@/lib/domain/workload/workload'
import { clusterIdSchema, dnsLabelSchema } from './fields'

export const workloadsQuerySchema = z.strictObject({ cluster: clusterIdSchema, namespace: dnsLabelSchema })

/** What runs pods that a Service may lead to. */
export const workloadSchema = z
  .object({
    kind: z.enum(workloadKinds),
    name: z.string(),
    /** Wanted, and ready. */
    replicas: z.number().int(),
    readyReplicas: z.number().int(),
    /** Why its pods are about to be replaced; null when none are. */
    rollout: z.string().nullable(),
    /** The Service that names the pods of a StatefulSet; null for a Deployment. */
    serviceName: z.string().nullable(),
    /** Labels of its pod template by which it tells its own pods. */
    selector: z.record(z.string(), z.string()),
    ports: z.array(
      z.object({ container: z.string(), name: z.string().nullable(), number: z.number().int(), protocol: z.string() }),
    ),
    images: z.array(z.string()),
  })
  .meta({ id: 'Workload' })

export type WorkloadView = z.infer<typeof workloadSchema>

/** `isWhole` is false where there are more than a thousand of a kind. */
export const workloadsPageSchema = z
  .object({ items: z.array(workloadSchema), isWhole: z.boolean() })
  .meta({ id: 'WorkloadsPage' })

export type WorkloadsPage = z.infer<typeof workloadsPageSchema>
