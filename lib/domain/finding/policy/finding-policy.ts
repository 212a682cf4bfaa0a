import { toYaml } from '@/lib/domain/manifest/to-yaml'
import { suppressAnnotation } from '../suppression'
import { celText } from './cel-text'
import type { PolicyAction } from './policy-actions'
import type { PolicyRule } from './policy-rules'
import { policyVariables } from './rule-policy'

/** The label that all exported policies share, so that they can be listed and removed together. */
export const policyLabel = { key: 'app.kubernetes.io/part-of', value: 'signpost-policy' } as const

export interface ChosenPolicy {
  rule: PolicyRule
  action: PolicyAction
}

const api = 'admissionregistration.k8s.io/v1'
const validationActions: Readonly<Record<PolicyAction, string>> = { warn: 'Warn', audit: 'Audit', deny: 'Deny' }

/**
 * Rules as YAML for `kubectl apply`: for each a ValidatingAdmissionPolicy over Services of type ExternalName, and the binding that says what is done.
 * A finding that annotation `signpost/suppress` accepts passes. Empty for no rule.
 */
export function findingPolicies(chosen: readonly ChosenPolicy[], clusterDomain: string): string {
  return chosen
    .flatMap(({ rule, action }) => [policyOf(rule, action, clusterDomain), bindingOf(rule, action)])
    .map(toYaml)
    .join('---\n')
}

/** What the policy of a rule and its binding are called. */
export function policyName(code: string): string {
  return `signpost-${code.toLowerCase().replaceAll('_', '-')}`
}

function policyOf(rule: PolicyRule, action: PolicyAction, clusterDomain: string) {
  const found = rule.cel(clusterDomain)
  const suppressed = { name: 'suppressed', expression: suppressedBy(rule.code) }
  const used = Object.entries(policyVariables).filter(([name]) =>
    `${found} ${suppressed.expression}`.includes(`variables.${name}`),
  )
  return {
    apiVersion: api,
    kind: 'ValidatingAdmissionPolicy',
    metadata: metadataOf(rule),
    spec: {
      // An expression that fails must not stand in the way of what is only to be told.
      failurePolicy: action === 'deny' ? 'Fail' : 'Ignore',
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['services'] },
        ],
      },
      matchConditions: [
        { name: 'external-name', expression: 'object.spec.?type.orValue("") == "ExternalName"' },
        // Else a finalizer could not be taken off, and the Service would stay for ever.
        { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
      ],
      variables: [...used.map(([name, expression]) => ({ name, expression })), suppressed],
      validations: [
        {
          expression: `variables.suppressed || !(${found})`,
          message: `${rule.code}: ${rule.cause} ${rule.fix}`,
          reason: 'Invalid',
        },
      ],
    },
  }
}

function bindingOf(rule: PolicyRule, action: PolicyAction) {
  return {
    apiVersion: api,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: metadataOf(rule),
    spec: { policyName: policyName(rule.code), validationActions: [validationActions[action]] },
  }
}

function metadataOf({ code }: PolicyRule) {
  return { name: policyName(code), labels: { [policyLabel.key]: policyLabel.value } }
}

const most = '(0[1-9]|[12]\\d)'
const day = `\\d{4}-(((0[13578]|1[02])-(${most}|3[01]))|((0[469]|11)-(${most}|30))|(02-${most}))`

/**
 * Whether a line of the annotation accepts the finding until a day that has not passed. CEL has no clock; the newest time among the managed fields is
 * that of the write which is judged.
 */
function suppressedBy(code: string): string {
  const line = `^\\s*${code}\\s+until=${day}\\s+reason=.*\\S`
  const lines = `variables.annotations[?${celText(suppressAnnotation)}].orValue("").split("\\n")`
  const isInForce =
    'object.metadata.?managedFields.orValue([]).all(field, !has(field.time) || string(field.time) < line.find("until=[0-9-]{10}").substring(6) + "T24")'
  return `${lines}.exists(line, line.matches(${celText(line)}) && ${isInForce})`
}
