import { Diagram } from '@/components/diagram/diagram'
import { visibleText } from '@/components/ui/visible-text'
import type { CertificateView } from '@/lib/contract/probe'
import type { Row } from '@/lib/contract/row'

interface TlsNameProps {
  row: Row
  certificate: CertificateView
  /** Mermaid source. */
  source: string
}

/** What clients ask for and what the certificate is for, drawn and as a list. */
export function TlsName({ row, certificate, source }: TlsNameProps) {
  const says = (isCovered: boolean) => (isCovered ? 'is in the certificate' : 'is not in the certificate')
  return (
    <Diagram
      source={source}
      label={`For which names the certificate of ${visibleText(row.target ?? row.name)} is`}
      name={`${row.name}-tls-name`}
      className="mt-2"
    >
      <ul>
        <li>
          {visibleText(row.target ?? '')} {says(certificate.isHostCovered)}
        </li>
        {certificate.aliasNames.map(({ name, isCovered }) => (
          <li key={name}>
            {visibleText(name)} {says(isCovered)}
          </li>
        ))}
      </ul>
    </Diagram>
  )
}
