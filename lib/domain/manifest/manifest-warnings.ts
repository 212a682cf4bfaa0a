import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { checkTarget } from '@/lib/domain/change/check-target'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** Something that an API server accepts and that will not work, or not as it looks. */
export interface ManifestWarning {
  code: string
  severity: 'warning' | 'info'
  field: string
  title: string
  evidence: string
}

const metadataNames = new Set(['metadata.google.internal', 'metadata', 'instance-data', 'instance-data.ec2.internal'])

/** What an API server accepts in a Service of type ExternalName although it cannot work or is a risk (no word of it comes from the server). */
export function manifestWarnings({ metadata, spec }: ServiceObject, clusterDomain: string): ManifestWarning[] {
  const { name } = metadata
  const namespace = metadata.namespace ?? ''
  const stored = spec.externalName ?? ''
  const target = normaliseHost(stored)
  return [
    ...(target === '' ? [] : byTarget(target, { namespace, name, clusterDomain })),
    ...when(stored.endsWith('.') && target !== '', {
      code: 'TARGET_DOT',
      severity: 'info',
      field: 'spec.externalName',
      title: 'The dot at the end is stored',
      evidence: 'a target is absolute without it, and other tools compare it as another name',
    }),
    ...captures(namespace, name),
    ...when(Object.keys(spec.selector ?? {}).length > 0, {
      code: 'SELECTOR_IGNORED',
      severity: 'info',
      field: 'spec.selector',
      title: 'The selector does nothing',
      evidence: 'an ExternalName Service has no endpoints; the selector is kept and waits for another type',
    }),
  ]
}

interface Owner {
  namespace: string
  name: string
  clusterDomain: string
}

function byTarget(target: string, { namespace, name, clusterDomain }: Owner): ManifestWarning[] {
  const field = 'spec.externalName'
  const facts = { namespace, name, type: 'ExternalName', target: null }
  const blocked = checkTarget(facts, { host: target, answers: [], service: 'unknown' }, { clusterDomain }).filter(
    ({ state }) => state === 'block',
  )
  const known = blocked.map(
    ({ code, title, evidence }): ManifestWarning => ({
      code: code.toUpperCase().replaceAll('-', '_'),
      ...{ severity: 'warning', field, title, evidence },
    }),
  )
  const word = byWord(target, clusterDomain)
  return known.length > 0 || word === null ? known : [{ ...word, severity: 'warning', field }]
}

function byWord(target: string, clusterDomain: string): Pick<ManifestWarning, 'code' | 'title' | 'evidence'> | null {
  if (target === 'localhost' || target.endsWith('.localhost')) {
    const evidence = 'each client reaches its own pod (RFC 6761 §6.3), if its resolver answers at all'
    return { code: 'TARGET_LOCALHOST', title: 'The target is the client itself', evidence }
  }
  if (metadataNames.has(target)) {
    const evidence = 'it hands out the credentials of the node to whoever asks'
    return { code: 'TARGET_METADATA', title: 'The target is a cloud’s metadata service', evidence }
  }
  if (readNamespaceAlias(target, clusterDomain)?.isShort === true || /^[^.]+\.svc$/.test(target)) {
    const evidence = `a CNAME is absolute, no search path completes it: write ${target}.${clusterDomain}`
    return { code: 'TARGET_SHORT', title: 'The target lacks the cluster domain', evidence }
  }
  if (!target.includes('.')) {
    const evidence = 'a CNAME is absolute, no search path completes it: as a name of its own it does not exist'
    return { code: 'TARGET_SINGLE_LABEL', title: 'The target is a single label', evidence }
  }
  return null
}

// Under ndots:5 the search path makes `google.com` the Service google in namespace com first.
function captures(namespace: string, name: string): ManifestWarning[] {
  const domain = `${name}.${namespace}`
  if (name === '' || namespace === 'example' || registrableDomain(domain) !== domain) return []
  return [
    {
      code: 'NAME_CAPTURES_DOMAIN',
      ...{ severity: 'info', field: 'metadata.name' },
      title: `${domain} is a domain name outside, too`,
      evidence: 'pods that look it up reach this alias first (ndots:5)',
    },
  ]
}

function when(isSo: boolean, warning: ManifestWarning): ManifestWarning[] {
  return isSo ? [warning] : []
}
