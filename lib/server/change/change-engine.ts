import type { CarryOut, ChangeView, Plan } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Viewer } from './change-engine-deps'

/** Plans, carries out, proves and records changes of Services. Failures are `AppError`s; `close` stops every proof that runs. */
export interface ChangeEngine {
  /** What would be written, from a fresh read with the viewer's identity; nothing is written. */
  plan(request: ChangeRequest, viewer: Viewer): Promise<Plan>
  /** Carries a plan out; `created` is false when this change id was carried out before. The proof goes on afterwards. */
  carryOut(body: CarryOut, viewer: Viewer): Promise<{ change: ChangeView; created: boolean }>
  /** The recorded changes of one Service, newest first. */
  list(
    ref: ServiceRef,
    viewer: Viewer,
    window: { offset: number; limit: number },
  ): Promise<{ items: ChangeView[]; total: number; offset: number }>
  get(ref: ServiceRef, id: string, viewer: Viewer): Promise<ChangeView>
  /** The change that the Service itself carries, from what is in memory; null when it carries none. */
  lastChange(ref: ServiceRef): ChangeView | null
  close(): Promise<void>
}
