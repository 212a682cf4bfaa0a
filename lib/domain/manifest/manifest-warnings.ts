import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { checkTarget } from '@/lib/domain/change/check-target'
import { readTargetForm, type TargetForm } from '@/lib/domain/change/target-form'
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

const metadataNames = new Set(['metadata.google.internal', 'instance-data.ec2.internal'])

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

const field = 'spec.externalName'
const formTitles: Readonly<Partial<Record<TargetForm['kind'], string>>> = {
  'ip-literal': 'The target is an IP address',
  'long-label': 'DNS cannot carry the target',
  'single-label': 'The target is a single label',
  'short-name': 'The target lacks the cluster domain',
  itself: 'The alias would point at itself',
}

function byTarget(target: string, owner: Owner): ManifestWarning[] {
  const form = readTargetForm(target, { ...owner, name: owner.name || null })
  const title = formTitles[form.kind]
  if (title !== undefined)
    return [warn(`TARGET_${form.kind.toUpperCase().replaceAll('-', '_')}`, title, form.why ?? target)]
  if (metadataNames.has(target)) {
    const evidence = 'It hands out the credentials of the node to whoever asks.'
    return [warn('TARGET_METADATA', 'The target is a cloud’s metadata service', evidence)]
  }
  return bySystem(target, owner)
}

// The API server and the namespaces of the cluster's own system, as a plan judges them.
function bySystem(target: string, { namespace, name, clusterDomain }: Owner): ManifestWarning[] {
  const facts = { namespace, name, type: 'ExternalName', target: null }
  const answers = checkTarget(facts, { host: target, answers: [], service: 'unknown' }, { clusterDomain })
  return answers.flatMap(({ code, state, title, evidence }) =>
    code === 'target-in-cluster' && state === 'block' ? [warn('TARGET_SYSTEM', title, evidence)] : [],
  )
}

function warn(code: string, title: string, evidence: string): ManifestWarning {
  return { code, severity: 'warning', field, title, evidence }
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
