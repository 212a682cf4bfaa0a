import { providedControlPlane } from '../control-plane/provided-control-plane'
import { kubectlAdministrator } from '../plane/kubectl-administrator'
import { describeWorkloads } from '../plane/workload-cases'

const controlPlane = providedControlPlane()

describeWorkloads(() => ({
  kubeconfigPath: controlPlane.kubeconfigPath,
  administrator: kubectlAdministrator(controlPlane),
}))
