/**
 * What the CustomResourceDefinition of Argo CD describes of an Application, as far as a cluster of ours uses it
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml); written as in definitions.json.
 */
export const customDefinitions = {
  'argoproj.v1alpha1.Application': {
    fields: {
      apiVersion: 'string',
      kind: 'string',
      metadata: '@apimachinery.pkg.apis.meta.v1.ObjectMeta default={}',
      operation: 'object',
      spec: '@argoproj.v1alpha1.ApplicationSpec',
      status: 'object',
    },
    required: ['metadata', 'spec'],
  },
  'argoproj.v1alpha1.ApplicationSpec': {
    fields: {
      destination: '@argoproj.v1alpha1.ApplicationDestination',
      ignoreDifferences: '[]@argoproj.v1alpha1.ResourceIgnoreDifferences atomic',
      project: 'string',
      revisionHistoryLimit: 'int64',
      source: '@argoproj.v1alpha1.ApplicationSource',
      sources: '[]@argoproj.v1alpha1.ApplicationSource atomic',
      syncPolicy: '@argoproj.v1alpha1.SyncPolicy',
    },
    required: ['destination', 'project'],
  },
  'argoproj.v1alpha1.ApplicationDestination': { fields: { name: 'string', namespace: 'string', server: 'string' } },
  'argoproj.v1alpha1.ApplicationSource': {
    fields: {
      chart: 'string',
      directory: 'object',
      helm: 'object',
      kustomize: 'object',
      path: 'string',
      ref: 'string',
      repoURL: 'string',
      targetRevision: 'string',
    },
    required: ['repoURL'],
  },
  'argoproj.v1alpha1.ResourceIgnoreDifferences': {
    fields: {
      group: 'string',
      jqPathExpressions: '[]string atomic',
      jsonPointers: '[]string atomic',
      kind: 'string',
      managedFieldsManagers: '[]string atomic',
      name: 'string',
      namespace: 'string',
    },
    required: ['kind'],
  },
  'argoproj.v1alpha1.SyncPolicy': {
    fields: {
      automated: '@argoproj.v1alpha1.SyncPolicyAutomated',
      managedNamespaceMetadata: 'object',
      retry: 'object',
      syncOptions: '[]string atomic',
    },
  },
  'argoproj.v1alpha1.SyncPolicyAutomated': {
    fields: { allowEmpty: 'boolean', enabled: 'boolean', prune: 'boolean', selfHeal: 'boolean' },
  },
}
