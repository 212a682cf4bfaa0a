import { isMap } from '@/lib/domain/change/merge-patch'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { checkShape, type ShapeProblem } from './check-shape'
import { serviceShape } from './manifest-shape'

/** A value of JSON as a Service, or what keeps it from being one, field by field. Fields that are null count as absent. */
export function serviceOf(value: unknown): { service: ServiceObject | null; problems: ShapeProblem[] } {
  const problems = isMap(value)
    ? kindProblems(value)
    : [{ path: [], message: 'must be a Service: a map with apiVersion, kind, metadata and spec' }]
  if (problems.length === 0) problems.push(...checkShape(value, serviceShape))
  if (problems.length > 0 || !isMap(value)) return { service: null, problems }
  const metadata = isMap(value.metadata) ? value.metadata : {}
  const service: ServiceObject = {
    ...value,
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...withoutNulls(metadata), name: typeof metadata.name === 'string' ? metadata.name : '' },
    spec: isMap(value.spec) ? withoutNulls(value.spec) : {},
  }
  return { service, problems: [] }
}

function kindProblems({ apiVersion, kind }: Record<string, unknown>): ShapeProblem[] {
  const problems: ShapeProblem[] = []
  if (kind !== 'Service') problems.push({ path: ['kind'], message: 'must be Service: nothing else is made here' })
  if (apiVersion !== 'v1') problems.push({ path: ['apiVersion'], message: 'must be v1' })
  return problems
}

function withoutNulls(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null))
}
