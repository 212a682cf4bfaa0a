import type { KubeObject } from '../store/kube-object.ts'
import type { Written } from './seed-company.ts'

interface CompanyApplication {
  readonly name: string
  /** Where its Services lie. */
  readonly namespace: string
  /** Whether it takes back what others wrote; else it brings commits only. */
  readonly healsItself: boolean
}

const namespace = 'argocd'
const repository = 'https://git.quillmoor.example/platform/deploy.git'
const installedDaysAgo = 390
const dayMs = 86_400_000

const applications: readonly CompanyApplication[] = [
  { name: 'catalogue', namespace: 'catalogue', healsItself: true },
  { name: 'storefront', namespace: 'storefront', healsItself: false },
]

/** Hands out the Applications of the company's Argo CD with its settings, each with the time and the writer that it shall show. */
export function seedDelivery(now: Date, write: (objects: readonly KubeObject[], written: Written) => void): void {
  const at = new Date(now.getTime() - installedDaysAgo * dayMs)
  write([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, settings()], { at, manager: 'helm' })
  write(applications.map(toApplication), { at, manager: 'argocd-server' })
}

function settings(): KubeObject {
  const ignored = 'resource.customizations.ignoreDifferences'
  const data = {
    'application.instanceLabelKey': 'argocd.argoproj.io/instance',
    'application.resourceTrackingMethod': 'annotation',
    [`${ignored}.all`]: 'managedFieldsManagers:\n  - kube-controller-manager\n',
    [`${ignored}.apps_Deployment`]: 'jsonPointers:\n  - /spec/replicas\n',
  }
  const labels = { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace, labels }, data }
}

function toApplication({ name, namespace: destination, healsItself }: CompanyApplication): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace },
    spec: {
      project: 'default',
      source: { repoURL: repository, path: `apps/${name}/production`, targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: destination },
      syncPolicy: { automated: { prune: true, selfHeal: healsItself } },
    },
    status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
  }
}
