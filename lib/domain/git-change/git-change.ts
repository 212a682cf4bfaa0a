import { toolName } from '@/lib/domain/change/check-field-owner'
import type { FieldOwner } from '@/lib/domain/change/field-owner'
import { ownedService } from '@/lib/domain/change/field-owner'
import { helmRelease } from '@/lib/domain/change/owner-signals'
import type { OwnerTool } from '@/lib/domain/change/owner-tool'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { shellLine } from '@/lib/domain/shell/shell-line'
import { gitManifest } from './git-manifest'
import { kustomizePatch } from './kustomize-patch'

/** One file to copy or download; `helm` names what to look for in a chart, since its values cannot be known from the cluster. */
export interface GitFile {
  name: string
  format: 'kustomize' | 'yaml' | 'helm'
  text: string
}

/** The same change for a repository, and what to do with it, in order. */
export interface GitChange {
  tool: OwnerTool
  instructions: string[]
  files: GitFile[]
}

export interface GitChangeInput {
  service: ServiceObject
  /** The Service as it is to be. */
  wanted: ServiceObject
  owner: FieldOwner
  /** Writes a JSON value as YAML; every text of the cluster goes through it. */
  toYaml(value: unknown): string
}

/** The change of a Service that a tool keeps from a repository: as a Kustomize patch, as plain YAML, and for Helm as the line to look for. */
export function gitChange(input: GitChangeInput): GitChange {
  const { owner } = input
  const chart = chartHint(input)
  const kustomize = file('kustomization.yaml', 'kustomize', kustomizePatch(input))
  const yaml = file(`${input.service.metadata.name}.yaml`, 'yaml', input.toYaml(gitManifest(input.wanted)))
  const helm = chart === null ? [] : [file('helm-release.yaml', 'helm', input.toYaml(chart))]
  const isChart = owner.tool === 'helm' || owner.declaredBy?.kind === 'HelmRelease'
  return {
    tool: owner.tool,
    instructions: [...(isChart ? chartSteps(input) : patchSteps(input, chart !== null)), afterMerge(owner)],
    files: isChart ? [...helm, yaml, kustomize] : [kustomize, yaml, ...helm],
  }
}

function file(name: string, format: GitFile['format'], text: string): GitFile {
  return { name, format, text }
}

function patchSteps({ owner }: GitChangeInput, hasChart: boolean): string[] {
  const { declaredBy, source } = owner
  const where = declaredBy ? ` that ${declaredBy.kind} ${declaredBy.name} renders` : ''
  const from = source === null ? '' : ` (${source})`
  const steps = [
    `Add the patch to the kustomization.yaml${where}${from}; where the Service is kept as plain YAML, write that manifest instead.`,
  ]
  return hasChart
    ? [
        ...steps,
        'If a chart renders the Service, look for the line instead: which of its values holds the target cannot be known from the cluster.',
      ]
    : steps
}

function chartSteps(input: GitChangeInput): string[] {
  const release = releaseOf(input)
  const shown = release
    ? ` Find it with: ${shellLine`helm get manifest ${release.name} --namespace ${release.namespace}`}`
    : ''
  return [
    `Look for the line ${JSON.stringify(targetLine(input.service))} in what the chart renders for Service ${input.service.metadata.name}.${shown}`,
    'Change the value that the line comes from: which one of the chart that is cannot be known from the cluster.',
  ]
}

function afterMerge(owner: FieldOwner): string {
  const who = owner.declaredBy ? `${owner.declaredBy.kind} ${owner.declaredBy.name}` : toolName(owner.tool)
  if (owner.tool === 'helm') return 'Upgrade the release; Signpost sees the new target and proves it.'
  if (owner.heals === 'next-sync') return `Merge it and have ${who} sync; Signpost sees the new target and proves it.`
  return `Merge it; ${who} applies it, and Signpost sees the new target and proves it.`
}

function chartHint(input: GitChangeInput): Record<string, unknown> | null {
  const { service, wanted } = input
  const { labels } = ownedService(service)
  const release = releaseOf(input)
  const chart = labels['helm.sh/chart']
  if (release === null && chart === undefined) return null
  return {
    release: release?.name ?? null,
    namespace: release?.namespace ?? null,
    chart: chart ?? null,
    lookFor: { kind: 'Service', name: service.metadata.name, line: targetLine(service) },
    replaceWith: targetLine(wanted),
  }
}

function releaseOf({ service, owner }: GitChangeInput): { namespace: string; name: string } | null {
  const { annotations } = ownedService(service)
  const named = helmRelease(annotations)
  const { declaredBy } = owner
  if (named || declaredBy?.kind !== 'HelmRelease') return named
  return { name: declaredBy.name, namespace: declaredBy.namespace ?? '' }
}

function targetLine({ spec }: ServiceObject): string {
  return spec.externalName === undefined ? `type: ${spec.type ?? 'ClusterIP'}` : `externalName: ${spec.externalName}`
}
