import { isOwnSlice } from '@/lib/domain/change/endpoint-slice'
import type { ChangeContext } from './change-context'
import type { Draft } from './draft-change'
import { requireSliceRights } from './require-right'

/** Throws unless the viewer may do what the change does to slices of ours that are there: take them over, or delete them. */
export async function requireDraftRights({ viewer, ref, request }: ChangeContext, { slices }: Draft): Promise<void> {
  if (!(slices ?? []).some((slice) => isOwnSlice(slice, ref.name))) return
  await requireSliceRights(viewer, ref, [request.kind === 'to-headless' ? 'patch' : 'delete'])
}
