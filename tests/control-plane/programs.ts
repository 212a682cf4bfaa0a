import { join } from 'node:path'

export type ProgramName = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kubectl' | 'coredns' | 'kwok'

export interface GoModule {
  readonly folder: string
  readonly packages: Readonly<Partial<Record<ProgramName, string>>>
  readonly linkerFlags: string
}

const kubernetesVersion = 'v1.37.2'
const versionPackage = 'k8s.io/component-base/version'

// Without a version string kube-apiserver calls itself v0.0.0-master and kubectl refuses to compare with it.
const kubernetesLinkerFlags = [
  '-s -w',
  `-X ${versionPackage}.gitVersion=${kubernetesVersion}`,
  `-X ${versionPackage}.gitMajor=1`,
  `-X ${versionPackage}.gitMinor=37`,
].join(' ')

/** What the control plane is made of: one Go module per program family, because their dependency graphs disagree. */
export const goModules: readonly GoModule[] = [
  {
    folder: 'kubernetes',
    packages: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    linkerFlags: kubernetesLinkerFlags,
  },
  { folder: 'etcd', packages: { etcd: 'go.etcd.io/etcd/server/v3' }, linkerFlags: '-s -w' },
  { folder: 'coredns', packages: { coredns: 'github.com/coredns/coredns' }, linkerFlags: '-s -w' },
  { folder: 'kwok', packages: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' }, linkerFlags: '-s -w' },
]

export const repositoryRoot = join(import.meta.dirname, '..', '..')
export const modulesFolder = join(import.meta.dirname, 'modules')
export const binaryCacheFolder = join(repositoryRoot, '.cache', 'control-plane')
