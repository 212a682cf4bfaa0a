import type { Plan } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { type FieldOwner, isDeclared, ownerWord } from '@/lib/domain/change/field-owner'
import { judgeChange } from '@/lib/domain/change/judge-change'
import { decodeLastChange, type LastChange } from '@/lib/domain/change/last-change'
import { planValidMs } from '@/lib/domain/change/override'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { lostByLeaving, withoutTypeDependentFields } from '@/lib/domain/change/type-dependent-fields'
import { changeFlowDiagram } from '@/lib/domain/diagram/change-flow-diagram'
import { gitChange } from '@/lib/domain/git-change/git-change'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { toYaml } from '@/lib/server/services/to-yaml'
import type { ChangeContext } from './change-context'
import { type Draft, draftChange } from './draft-change'
import { forecastCutOver } from './forecast-cut-over'
import { gatherEvidence } from './gather-evidence'
import { wantedService } from './patch-body'
import { type LiveState, readLive } from './read-live'
import { type TriedPatch, tryPatch } from './try-patch'

const attempts = 3

// The id is the caller's to choose when the plan is carried out; until then the preview carries the nil UUID.
const previewId = '00000000-0000-0000-0000-000000000000'

/** Plans a change from a fresh read; anew when the Service was written while it was planned. Nothing is written. */
export async function planChange(context: ChangeContext): Promise<Plan> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await planOnce(context)
    } catch (error) {
      const isRace = error instanceof AppError && error.code === 'conflict' && error.reason === 'conflict'
      if (!isRace || attempt >= attempts) throw error
    }
  }
}

async function planOnce(context: ChangeContext): Promise<Plan> {
  const { request, ref, clock, cluster, store } = context
  const [live, stored] = await Promise.all([readLive(context), store.read(cluster, ref)])
  if (live === null) throw new AppError('not-found', `There is no Service ${ref.name} in namespace ${ref.namespace}.`)
  const record = settleRecord(stored, decodeLastChange(live.service.metadata.annotations)?.id ?? null, clock.now())
  const draft = draftChange(context, live, record)
  const [gathered, tried, cutOver] = await Promise.all([
    gatherEvidence(context, live, draft, record),
    tryPatch(context, live.service, draft.to, preview(context, draft)),
    forecastCutOver(context, live.service),
  ])
  const prechecks = judgeChange({ ...gathered, nowMs: clock.now(), dryRun: tried.evidence })
  return {
    hash: draft.hash,
    request,
    writes: [writeOf(context, tried)],
    prechecks,
    before: diagram(context, live, draft.from.target, gathered.leaving),
    after: diagram(context, live, draft.to.target, gathered.target.answers),
    warnings: tried.warnings,
    ownerOfField: ownerWord(gathered.fieldOwner),
    fieldOwner: gathered.fieldOwner,
    git: gitOf(gathered.fieldOwner, live, draft),
    cutOver,
    cannotComeBack: lostByLeaving(live.service),
    expiresAt: new Date(clock.now() + planValidMs).toISOString(),
  }
}

function preview({ request, user, clock }: ChangeContext, { from, to, undo }: Draft): LastChange {
  const at = new Date(clock.now()).toISOString()
  return { id: previewId, kind: request.kind, from, to, by: user, at, undoOf: undo?.change.id ?? null }
}

function writeOf({ ref }: ChangeContext, { body, diff }: TriedPatch): Plan['writes'][number] {
  const { namespace, name } = ref
  return { verb: 'patch', ref: { apiVersion: 'v1', kind: 'Service', namespace, name }, body, diff }
}

function gitOf(owner: FieldOwner | null, { service }: LiveState, { to }: Draft): Plan['git'] {
  if (owner === null || !isDeclared(owner)) return null
  // A repository holds nothing of what the API server fills in for a type.
  const declared = service.spec.type === to.type ? service : withoutTypeDependentFields(service)
  return gitChange({ service: declared, wanted: wantedService(declared, to), owner, toYaml })
}

function diagram(
  { ref }: ChangeContext,
  { colours }: LiveState,
  target: string | null,
  answers: readonly VantageAnswer[],
): string {
  const { cluster, namespace, name } = ref
  const targetOf = (colour: 'blue' | 'green') => colours?.[colour]?.spec.externalName ?? null
  const lanes = colours && { blue: targetOf('blue'), green: targetOf('green') }
  const addresses = answers.find((answer) => answer.addresses.length > 0)?.addresses ?? []
  return changeFlowDiagram({ cluster, namespace, name, target, lanes, addresses })
}
