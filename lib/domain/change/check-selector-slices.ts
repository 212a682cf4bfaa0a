import type { Answer } from './change-evidence'
import { controllerSliceManager, isOwnSlice } from './endpoint-slice'
import type { SelectorEvidence } from './selector-evidence'
import { sliceCleanUp } from './slice-clean-up'

const code = 'foreign-slices'

/** Slices that would take traffic beside the pods: those of others block, ours go with the change, the controller brings its own up to date. */
export function checkSelectorSlices({ slices, service, namespace }: SelectorEvidence): Answer[] {
  if (slices.kind === 'unread') {
    const evidence = `EndpointSlices of ${service}: ${slices.why}`
    return [{ code, state: 'warn', title: 'Whether other EndpointSlices are there could not be read', evidence }]
  }
  const here = slices.value.filter(({ serviceName }) => serviceName === service)
  const own = here.filter((slice) => isOwnSlice(slice, service))
  const kept = here.filter(({ managedBy }) => managedBy === controllerSliceManager)
  const foreign = here.filter((slice) => !own.includes(slice) && !kept.includes(slice))
  const found: Answer[] = []
  if (foreign.length > 0) {
    const title = 'Other EndpointSlices would take traffic of the Service'
    const evidence = foreign.map((slice) => sliceCleanUp(slice, namespace)).join(' · ')
    found.push({ code, state: 'block', title, evidence })
  }
  if (own.length > 0) {
    const title = 'EndpointSlices of Signpost go with the change'
    found.push({ code: 'slice-left', state: 'info', title, evidence: own.map(({ name }) => name).join(', ') })
  }
  if (kept.length > 0) {
    const title = 'EndpointSlices of an earlier time are brought up to date'
    const evidence = `${kept.map(({ name }) => name).join(', ')}: the endpoints of their controller follow the selector again`
    found.push({ code: 'slice-stale', state: 'info', title, evidence })
  }
  if (foreign.length > 0) return found
  return [
    { code, state: 'pass', title: 'No other EndpointSlice takes traffic', evidence: `asked for ${service}` },
    ...found,
  ]
}
