import type { ReactNode } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Tooltip } from '@/components/ui/tooltip'
import { visibleText } from '@/components/ui/visible-text'
import type { CertificateView, ProbeView } from '@/lib/contract/probe'
import { certificateWords } from '@/lib/domain/probe/certificate-words'
import { ConnectTimes } from './connect-times'
import { connectionWords, millisecondsWords } from './probe-words'

const sources = {
  'spec.ports': 'from the ports of the Service',
  annotation: 'from its annotation',
  provider: 'the usual one of the provider',
} as const

const modes = {
  none: null,
  direct: 'TLS at once',
  'starttls-postgres': 'TLS as PostgreSQL begins it',
  'starttls-smtp': 'TLS after STARTTLS',
} as const

const shownNames = 6

/** The last connection, its handshake and its certificate. */
export function ProbeFacts({ probe }: { probe: ProbeView }) {
  const { certificate, portSource, tls, handshakeMs, protocol, problem } = probe
  const mode = tls === null ? null : modes[tls]
  return (
    <dl className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-4">
      <Fact name="Connection">
        <span className="num">{connectionWords(probe)}</span>
        {probe.address !== null && <span className="mono text-fg-3"> {visibleText(probe.address)}</span>}
        {portSource !== null && <span className="text-12 text-fg-3"> {sources[portSource]}</span>}
        <ConnectTimes times={probe.connectMs} />
      </Fact>
      {mode !== null && probe.connectedMs !== null && (
        <Fact name="TLS">
          {handshakeMs === null ? (
            <span className="text-warning">{visibleText(problem ?? 'no session')}</span>
          ) : (
            <span className="num">
              {protocol} in {millisecondsWords(handshakeMs)}
            </span>
          )}
          <span className="text-12 text-fg-3"> {mode}</span>
        </Fact>
      )}
      {certificate && <Certificate certificate={certificate} />}
    </dl>
  )
}

function Certificate({ certificate }: { certificate: CertificateView }) {
  const { subject, issuer, names, nameCount, severity, fingerprint } = certificate
  const more = nameCount - Math.min(names.length, shownNames)
  return (
    <>
      <Fact name="Certificate">
        <span className="flex items-center gap-1.5">
          <SeverityGlyph severity={severity} size={14} />
          <span className="num">{certificateWords(certificate)}</span>
        </span>
      </Fact>
      <Fact name="For">
        <span className="mono break-all">{names.slice(0, shownNames).map(visibleText).join(', ')}</span>
        {more > 0 && <span className="text-fg-3"> and {more} more</span>}
      </Fact>
      <Fact name="Issued by">
        <Tooltip content={`SHA-256 ${fingerprint}`}>
          <span className="break-words">{visibleText(issuer === subject ? 'itself' : issuer)}</span>
        </Tooltip>
      </Fact>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1 text-fg-3">{name}</dt>
      <dd className="min-w-0 py-1">{children}</dd>
    </>
  )
}
