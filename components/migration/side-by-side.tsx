import type { ReactNode } from 'react'
import { millisecondsWords } from '@/components/probe/probe-words'
import { absoluteTime } from '@/components/ui/format-age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'

type Side = NonNullable<MigrationView['sides']>['source']

const rows: ReadonlyArray<{ label: string; of: (side: Side) => ReactNode }> = [
  { label: 'Resolves', of: resolved },
  { label: 'TCP', of: connected },
  { label: 'TLS', of: secured },
  { label: 'Subject', of: ({ probe }) => certificateText(probe?.certificate?.subject) },
  { label: 'Issuer', of: ({ probe }) => certificateText(probe?.certificate?.issuer) },
  { label: 'Expires', of: expires },
]

/** The host that is left and the one that is gone to, as they were found just now: what DNS answers, and who answers on the port. */
export function SideBySide({ sides: { source, target } }: { sides: NonNullable<MigrationView['sides']> }) {
  return (
    <table className="my-2 w-full table-fixed border-y border-line text-left text-12">
      <caption className="sr-only">Source and target side by side</caption>
      <thead>
        <tr className="border-b border-line">
          <td className="w-18 max-sm:w-16" />
          <SideHead name="Source" host={source.host} />
          <SideHead name="Target" host={target.host} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, of }) => (
          <tr key={label} className="border-b border-line align-top last:border-b-0">
            <th scope="row" className="py-1 pr-2 font-normal text-fg-3">
              {label}
            </th>
            <td className="py-1 pr-3 wrap-anywhere">{of(source)}</td>
            <td className="py-1 wrap-anywhere">{of(target)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideHead({ name, host }: { name: string; host: string }) {
  return (
    <th scope="col" className="py-1 pr-3 font-medium wrap-anywhere">
      <span className="block font-normal text-fg-3">{name}</span>
      {visibleText(host)}
    </th>
  )
}

function resolved({ answers }: Side): ReactNode {
  if (answers.length === 0) return <Unknown>nobody answered in time</Unknown>
  return (
    <ul>
      {answers.map(({ vantage, verdict, addresses }) => (
        <li key={vantage} className="flex gap-1.5">
          <SeverityGlyph severity={verdict.severity} size={14} className="mt-0.5 shrink-0" />
          <span className="min-w-0">
            <span className="text-fg-3">{vantage}</span>{' '}
            {addresses.length > 0 ? addresses.map(visibleText).join(', ') : visibleText(verdict.summary)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function connected({ probe }: Side): ReactNode {
  if (probe === null) return <Unknown>nobody looked in time</Unknown>
  if (probe.notProbed !== null) return <Unknown>{visibleText(probe.notProbed)}</Unknown>
  if (probe.connectedMs === null) return <Unknown>{visibleText(probe.problem ?? 'not tried yet')}</Unknown>
  return `${visibleText(probe.address ?? '')} port ${probe.port} in ${millisecondsWords(probe.connectedMs)}`
}

function secured({ probe }: Side): ReactNode {
  if (probe === null || probe.connectedMs === null) return <Unknown>not known</Unknown>
  if (probe.tls === 'none') return 'none is spoken on this port'
  if (probe.handshakeMs === null) return <Unknown>{visibleText(probe.problem ?? 'no session')}</Unknown>
  return visibleText(probe.protocol ?? 'TLS')
}

function expires({ probe }: Side): ReactNode {
  const certificate = probe?.certificate
  if (!certificate || certificate.notAfter === null) return <Unknown>not known</Unknown>
  const { notAfter, severity, daysLeft } = certificate
  return (
    <span className="flex gap-1.5">
      {severity !== 'ok' && <SeverityGlyph severity={severity} size={14} className="mt-0.5 shrink-0" />}
      <span>
        {absoluteTime(notAfter)}
        {daysLeft !== null && <span className="text-fg-3"> {Math.floor(daysLeft)} d</span>}
      </span>
    </span>
  )
}

function certificateText(text: string | undefined): ReactNode {
  return text === undefined ? <Unknown>not known</Unknown> : visibleText(text)
}

function Unknown({ children }: { children: ReactNode }) {
  return <span className="text-fg-3">{children}</span>
}
