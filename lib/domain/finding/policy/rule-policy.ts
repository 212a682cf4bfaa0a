/**
 * What an admission policy can tell of a rule: a CEL expression over the variables of `policyVariables` that is true where the rule says something,
 * or why there is none.
 */
export type RulePolicy = { cel: (clusterDomain: string) => string } | { impossible: string }

/** What the expressions are written in; the API server evaluates a variable only where one is used. */
export const policyVariables: Readonly<Record<string, string>> = {
  host: 'object.spec.?externalName.orValue("").lowerAscii().find("^.*[^.]")',
  ports: 'object.spec.?ports.orValue([])',
  labels: 'object.metadata.?labels.orValue({})',
  annotations: 'object.metadata.?annotations.orValue({})',
  namespaceLabels: 'namespaceObject.metadata.?labels.orValue({})',
  namespaceAnnotations: 'namespaceObject.metadata.?annotations.orValue({})',
}
