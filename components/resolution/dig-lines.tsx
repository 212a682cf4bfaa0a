import { CopyButton } from '@/components/ui/copy-button'
import { visibleText } from '@/components/ui/visible-text'
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
    <ul aria-label="The same questions by hand" className="mt-2">
      {lines.map((line) => (
        <li key={line} className="flex min-h-8 items-center gap-2 border-t border-line">
          <span aria-hidden="true" className="mono text-fg-3">
            $
          </span>
          <code
            className="mono min-w-0 flex-1 truncate max-sm:py-1.5 max-sm:break-all max-sm:whitespace-normal"
            title={visibleText(line)}
          >
            {visibleText(line)}
          </code>
          <CopyButton text={line} label="Copy line" className="-mr-1.5" />
        </li>
      ))}
    </ul>
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
