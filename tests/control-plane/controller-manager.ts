import type { ManagedProcess } from './managed-process.ts'
import type { Pki } from './pki.ts'
import type { Run } from './run.ts'

// clusterrole-aggregation fills the roles view, edit and admin; without it they have no rules.
const controllers = [
  'endpointslice-controller',
  'endpointslice-mirroring-controller',
  'clusterrole-aggregation-controller',
  'namespace-controller',
  'serviceaccount-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'garbage-collector-controller',
]

export function startControllerManager(
  run: Run,
  options: { command: string; kubeconfig: string; pki: Pki },
): Promise<ManagedProcess> {
  return run.start('kube-controller-manager', options.command, [
    `--kubeconfig=${options.kubeconfig}`,
    `--service-account-private-key-file=${options.pki.serviceAccountKeyPath}`,
    '--leader-elect=false',
    '--secure-port=0',
    `--controllers=${controllers.join(',')}`,
  ])
}
