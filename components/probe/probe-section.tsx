import { CodeBlock } from '@/components/service/code-block'
import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { visibleText } from '@/components/ui/visible-text'
import type { ProbeView } from '@/lib/contract/probe'
import type { Row } from '@/lib/contract/row'
import { ProbeFacts } from './probe-facts'
import { TlsName } from './tls-name'

/** Who answers at the target: the connection, the certificate, and for which names it is. */
export function ProbeSection({ row, probe }: { row: Row; probe: ProbeView }) {
  const isOff = probe.notProbed !== null
  return (
    <Section
      title="Who answers there"
      note={
        probe.at === null ? undefined : (
          <>
            probed <Age at={probe.at} suffix="ago" />
          </>
        )
      }
      className="border-t border-line"
    >
      {isOff ? <p className="text-fg-3">{visibleText(probe.notProbed ?? '')}</p> : <ProbeFacts probe={probe} />}
      {probe.certificate && probe.tlsNameDiagram !== null && needsName(probe) && (
        <TlsName row={row} certificate={probe.certificate} source={probe.tlsNameDiagram} />
      )}
      {probe.tlsNameFix && (
        <details className="mt-2">
          <summary className="cursor-pointer text-fg-2">How clients ask for the name of the certificate</summary>
          <CodeBlock
            text={probe.tlsNameFix.configMap}
            label="ConfigMap with the host and the TLS server name"
            keys
            className="mt-2 rounded-6 border border-line-2 p-3"
          />
          {probe.tlsNameFix.clients.map(({ name, text }) => (
            <div key={name} className="mt-2">
              <p className="text-12 text-fg-3">{name}</p>
              <CodeBlock
                text={text}
                label={`${name}: connect with the name`}
                className="rounded-6 border border-line-2 p-3"
              />
            </div>
          ))}
        </details>
      )}
    </Section>
  )
}

function needsName({ certificate }: ProbeView): boolean {
  return (
    certificate !== null && (!certificate.isHostCovered || certificate.aliasNames.some(({ isCovered }) => !isCovered))
  )
}
