import type { Plan } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import { type FieldOwner, isDeclared, ownerWord } from '@/lib/domain/change/field-owner'
import type { LastChange } from '@/lib/domain/change/last-change'
import { planValidMs } from '@/lib/domain/change/override'
import { wantedService } from '@/lib/domain/change/patch-body'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { lostByLeaving, withoutTypeDependentFields } from '@/lib/domain/change/type-dependent-fields'
import { changeFlowDiagram } from '@/lib/domain/diagram/change-flow-diagram'
import { gitChange } from '@/lib/domain/git-change/git-change'
import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ChangeContext } from './change-context'
import { shown } from './change-view'
import { type Draft, draftChange } from './draft-change'
import { forecastCutOver } from './forecast-cut-over'
import { gatherEvidence } from './gather-evidence'
import { judgeTried } from './judge-tried'
import { type LiveState, readLive, traceOf } from './read-live'
import { requireDraftRights } from './require-draft-rights'
import { type TriedWrite, tryWrites } from './try-writes'

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
  const record = settleRecord(stored, traceOf(live), clock.now())
  const draft = draftChange(context, live, record)
  await requireDraftRights(context, draft)
  const [gathered, tried, cutOver] = await Promise.all([
    gatherEvidence(context, live, draft, record),
    tryWrites(context, live, draft, preview(context, draft)),
    forecastCutOver(context, live.service),
  ])
  return {
    hash: draft.hash,
    request,
    from: shown(draft.from),
    to: shown(draft.to),
    writes: tried.map(writeOf),
    prechecks: judgeTried(context, gathered, tried),
    before: diagram(context, live, draft.from, gathered.leaving),
    after: diagram(context, live, draft.to, gathered.target.answers),
    warnings: tried.flatMap(({ warnings }) => warnings),
    ownerOfField: ownerWord(gathered.fieldOwner),
    fieldOwner: gathered.fieldOwner,
    git: gitOf(gathered.fieldOwner, live, draft),
    cutOver,
    cannotComeBack: notComingBack(live, draft),
    expiresAt: new Date(clock.now() + planValidMs).toISOString(),
  }
}

function preview({ request, user, clock }: ChangeContext, { from, to, undoOf }: Draft): LastChange {
  const at = new Date(clock.now()).toISOString()
  return { id: previewId, kind: request.kind, from, to, by: user, at, undoOf }
}

function writeOf({ write: { verb, ref, body }, diff }: TriedWrite): Plan['writes'][number] {
  return { verb, ref, body, diff }
}

function notComingBack({ service }: LiveState, { to, undo }: Draft): string[] {
  if (service === null) return []
  if (to.type === 'absent')
    return [...lostByLeaving(service), 'Made anew by an undo, the Service has another uid and age.']
  const isTyped = undo !== null && undo.change.from.type !== undo.change.to.type
  const isShapeLost = isTyped && !undo.isCleanUp && to.shape === undefined
  const lost = 'Which ports and selector the Service had before is not known any more: they stay as they are.'
  return isShapeLost ? [...lostByLeaving(service), lost] : lostByLeaving(service)
}

function gitOf(owner: FieldOwner | null, { service }: LiveState, { to }: Draft): Plan['git'] {
  // A change of several writes is more than one manifest of a Service.
  if (owner === null || service === null || !isDeclared(owner)) return null
  if (to.addresses !== undefined || to.type === 'absent') return null
  // A repository holds nothing of what the API server fills in for a type.
  const declared = service.spec.type === to.type ? service : withoutTypeDependentFields(service)
  return gitChange({ service: declared, wanted: wantedService(declared, to), owner, toYaml })
}

function diagram(
  { ref }: ChangeContext,
  { colours }: LiveState,
  place: Endpoint,
  answers: readonly VantageAnswer[],
): string {
  const { cluster, namespace, name } = ref
  const targetOf = (colour: 'blue' | 'green') => colours?.[colour]?.spec.externalName ?? null
  const lanes = colours && { blue: targetOf('blue'), green: targetOf('green') }
  const addresses = place.addresses ?? answers.find((answer) => answer.addresses.length > 0)?.addresses ?? []
  const { type, target, isHeadless = false, shape } = place
  const selector = type === 'ExternalName' || type === 'absent' ? null : shape?.selector
  const pods = selector ? { selector, isHeadless } : undefined
  const isAbsent = type === 'absent'
  return changeFlowDiagram({
    ...{ cluster, namespace, name, target, isAbsent, pods, lanes },
    addresses: [...addresses],
  })
}
