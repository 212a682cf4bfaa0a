import { shellLine } from '@/lib/domain/shell/shell-line'
import type { SliceFacts } from './endpoint-slice'

const mirror = 'endpointslicemirroring-controller.k8s.io'

/** Who keeps a slice, what it holds, and the line that removes it. What a controller mirrors from Endpoints comes back until those are gone. */
export function sliceCleanUp({ name, managedBy, addresses, serviceName }: SliceFacts, namespace: string): string {
  const held = `${name} (${addresses.slice(0, 3).join(', ') || 'no address'}), kept by ${managedBy ?? 'nobody'}`
  const command =
    managedBy === mirror
      ? shellLine`kubectl delete endpoints --namespace ${namespace} ${serviceName ?? ''}`
      : shellLine`kubectl delete endpointslice --namespace ${namespace} ${name}`
  return `${held}: ${command}`
}
