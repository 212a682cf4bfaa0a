import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { namespaceAliasFinding } from '@/lib/domain/finding/namespace-alias-finding'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { Diagnosis } from '@/lib/domain/troubleshoot/case'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'

/** The Service is gone, or has become something else. */
export function notAnAlias({ facts }: CaseView): Diagnosis | null {
  const { service, serviceRead } = facts
  const isGone = serviceRead.kind === 'known' && serviceRead.value === 'gone'
  if (!isGone && service.target !== null) return null
  return {
    certainty: 'found',
    severity: isGone ? 'critical' : 'warning',
    side: 'ours',
    issue: isGone
      ? `The Service ${service.name} in ${service.namespace} is gone.`
      : `${service.name} in ${service.namespace} is no alias any more.`,
    cause: isGone
      ? 'It was deleted; clients get NXDOMAIN for its name.'
      : `Its type is ${service.type}: its name leads to the cluster, and no external name is looked up.`,
    evidence: [isGone ? 'The API server has no such Service.' : `kubectl get service says ${service.type}.`],
    fix: {
      text: isGone
        ? 'Create it again from its manifest, or take the name out of the clients.'
        : 'Look at its endpoints instead, or retarget it to an external name.',
    },
  }
}

/** The target is nothing that DNS could be asked for, or the alias itself. */
export function badName({ facts }: CaseView): Diagnosis | null {
  const { target, serviceName, name, namespace } = facts.service
  if (target === null) return null
  const base = {
    certainty: 'found',
    severity: 'critical',
    side: 'ours',
    issue: `Pods get no address for ${name}.`,
  } as const
  const check = checkHostName(target)
  if (check.kind === 'ip-literal') {
    return {
      ...base,
      cause: `spec.externalName is the address ${target}. A CNAME leads to a name, never to an address.`,
      evidence: [
        `The API server takes ${target}; CoreDNS answers NXDOMAIN for it, or a CNAME that no resolver can follow.`,
      ],
      fix: {
        text: 'Use a headless Service with an EndpointSlice for the address, or a DNS name that has it.',
        lines: { language: 'yaml', lines: sliceLines(name, namespace, check.address) },
      },
    }
  }
  if (check.kind === 'invalid') {
    return {
      ...base,
      cause: `The API server accepts the target, but DNS cannot carry it: ${check.why}.`,
      evidence: ['No question can be sent for it, from anywhere.'],
      fix: { text: 'Retarget to a name whose labels have 1 to 63 letters, digits and hyphens.' },
    }
  }
  if (readNamespaceAlias(target, facts.clusterDomain)?.isShort === true) {
    return {
      ...base,
      cause: `The target ${target} lacks the cluster domain. A CNAME is absolute: search paths never complete it.`,
      evidence: [`It is asked for as ${target}., which no zone has.`],
      fix: { text: `Retarget to ${target}.${facts.clusterDomain}.` },
    }
  }
  if (target !== serviceName && !target.endsWith(`.${serviceName}`)) return null
  return {
    ...base,
    cause: 'The alias points at itself, so that its CNAME never reaches an address.',
    evidence: [`spec.externalName is ${target}, the Service's own name.`],
    fix: { text: 'Retarget to the name that is meant.' },
  }
}

function sliceLines(name: string, namespace: string, address: string): string[] {
  return [
    'apiVersion: discovery.k8s.io/v1',
    'kind: EndpointSlice',
    'metadata:',
    `  name: ${JSON.stringify(`${name}-1`)}`,
    `  namespace: ${JSON.stringify(namespace)}`,
    '  labels:',
    `    kubernetes.io/service-name: ${JSON.stringify(name)}`,
    `addressType: ${address.includes(':') ? 'IPv6' : 'IPv4'}`,
    'endpoints:',
    `  - addresses: [${JSON.stringify(address)}]`,
  ]
}

/** The Service of this cluster that the alias leads to is missing, or has nobody who answers. */
export function endsNowhereInside({ facts }: CaseView): Diagnosis | null {
  const finding = facts.inCluster === null ? null : namespaceAliasFinding(facts.inCluster)
  if (finding === null || finding.severity !== 'critical') return null
  return {
    certainty: 'found',
    severity: finding.severity,
    side: 'ours',
    issue: `${facts.service.name} leads to nothing that answers inside the cluster.`,
    cause: finding.cause,
    evidence: [finding.evidence],
    fix: { text: finding.fix },
  }
}

/** The cluster's DNS serves another CNAME than the Service says, or none yet. */
export function notServed({ cluster, facts }: CaseView): Diagnosis | null {
  const note = cluster?.verdict.notes.find(({ code }) => code === 'NAME_NOT_SERVED')
  if (note === undefined) return null
  return {
    certainty: 'found',
    severity: 'warning',
    side: 'ours',
    issue: `Pods do not get the target of ${facts.service.name} as it is now.`,
    cause: "The cluster's DNS has not taken the Service up yet, or does not watch its namespace.",
    evidence: [`${note.evidence}.`],
    fix: {
      text: 'Run again in a few seconds; if it stays, look at the CoreDNS pods, their log and the kubernetes plugin.',
    },
  }
}
