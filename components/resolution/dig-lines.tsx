import { ShellLines } from '@/components/ui/shell-lines'
import type { Resolution, VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { digLine } from '@/lib/domain/shell/dig-line'
import { shellLine } from '@/lib/domain/shell/shell-line'

interface DigLinesProps {
  service: ServiceRef
  resolution: Resolution
  answer: VantageAnswer
  /** The kubeconfig's name for the cluster. */
  context: string
}

/** The questions of a vantage as lines for a shell: for the name that clients ask, and for the one that failed. */
export function DigLines(props: DigLinesProps) {
  const lines = linesOf(props)
  if (lines.length === 0) return null
  return (
    <ShellLines
      label="The same questions by hand"
      lines={lines.map((line) => ({ line }))}
      className="mt-2 border-t border-line"
    />
  )
}

function linesOf({ service, resolution, answer, context }: DigLinesProps): string[] {
  const { vantage, resolver, brokenAt } = answer
  const asked = vantage === 'cluster' ? resolution.serviceName : resolution.target
  const names = [...new Set([asked, ...(brokenAt === null ? [] : [brokenAt])])]
  const lines = names.flatMap((name) => digLine(resolver, name, 'A') ?? [])
  if (lines.length > 0 || vantage === 'outside') return lines
  // A resolver behind a port-forward has no address that dig could ask.
  const inPod = shellLine`kubectl --context ${context} -n ${service.namespace} run signpost-ask --rm -it --image=busybox:1.36 --restart=Never`
  return names.map((name) => `${inPod} -- ${shellLine`nslookup ${name}`}`)
}
