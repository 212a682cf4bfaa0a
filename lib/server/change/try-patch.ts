import { AppError } from '@/lib/domain/app-error'
import type { DryRunEvidence } from '@/lib/domain/change/change-evidence'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import { type DiffLine, fieldDiff } from '@/lib/domain/change/field-diff'
import type { LastChange } from '@/lib/domain/change/last-change'
import { applyMergePatch } from '@/lib/domain/change/merge-patch'
import { withoutTypeDependentFields } from '@/lib/domain/change/type-dependent-fields'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { patchService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'
import { patchBody } from './patch-body'

export interface TriedPatch {
  body: Record<string, unknown>
  /** What the server would store instead of what is there. */
  diff: DiffLine[]
  warnings: string[]
  evidence: DryRunEvidence
}

const refusals = ['invalid', 'forbidden', 'unprocessable', 'too-large', 'not-found']

/** Has the API server try the patch without storing it, as the viewer. A conflict or a server that is away is thrown, a refusal is evidence. */
export async function tryPatch(
  context: ChangeContext,
  service: ServiceObject,
  to: Endpoint,
  change: LastChange,
): Promise<TriedPatch> {
  const body = patchBody(service, to, change)
  const isTypeChange = service.spec.type !== to.type
  const kept = isTypeChange ? withoutTypeDependentFields(service) : service
  const wanted = withoutServerFields(applyMergePatch(kept, body))
  const before = withoutServerFields(service)
  try {
    const { object, warnings } = await patchService(context.client, context.ref.namespace, context.ref.name, body, {
      dryRun: true,
    })
    const outcome = withoutServerFields(object)
    const otherPaths = fieldDiff(wanted, outcome).map(({ path }) => path)
    return { body, diff: fieldDiff(before, outcome), warnings, evidence: { kind: 'accepted', otherPaths } }
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.includes(error.code)) throw error
    const why = [error.message, ...error.causes.map(({ field, message }) => `${field}: ${message}`)].join(' · ')
    return { body, diff: fieldDiff(before, wanted), warnings: [...error.warnings], evidence: { kind: 'refused', why } }
  }
}

function withoutServerFields(object: unknown): object {
  const without = applyMergePatch(object, {
    metadata: { resourceVersion: null, managedFields: null, generation: null },
    status: null,
    apiVersion: null,
    kind: null,
  })
  return typeof without === 'object' && without !== null ? without : {}
}
