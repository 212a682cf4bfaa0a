import type { ReactNode } from 'react'
import { HostWords } from '@/components/ui/host-words'
import { sentence } from '@/components/ui/sentence'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Finding } from '@/lib/domain/finding/finding'

interface FindingsProps {
  findings: readonly Finding[]
  hosts: readonly string[]
  /** What can be done about one of them, below it. */
  action?: (finding: Finding) => ReactNode
}

/** What the rules found, worst first: cause, evidence, fix. */
export function Findings({ findings, hosts, action }: FindingsProps) {
  if (findings.length === 0) return <p className="pt-1 text-fg-3">Nothing to report.</p>
  return (
    <ul>
      {findings.map((finding) => (
        <li
          key={finding.code}
          className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 border-b border-line py-2.5 last:border-b-0"
        >
          <SeverityGlyph severity={finding.severity} className="mt-0.5" />
          <p className="font-medium break-words">
            {visibleText(finding.cause)} <span className="mono-11 font-normal text-fg-3">{finding.code}</span>
          </p>
          <p className="col-start-2 break-words text-fg-2">
            <HostWords text={sentence(finding.evidence)} hosts={hosts} /> <HostWords text={finding.fix} hosts={hosts} />
          </p>
          {action && (
            <span className="col-start-3 row-span-2 row-start-1 flex flex-wrap items-start justify-end gap-1 max-sm:col-start-2 max-sm:row-span-1 max-sm:row-start-3 max-sm:justify-start">
              {action(finding)}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
