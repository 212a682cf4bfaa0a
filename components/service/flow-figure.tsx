import { Diagram } from '@/components/diagram/diagram'
import { HopList } from '@/components/resolution/hop-list'
import type { Row } from '@/lib/contract/row'
import type { ServiceDetail } from '@/lib/contract/services'
import type { NamedBy } from '@/lib/domain/consumer/named-by'
import { flowDiagram } from '@/lib/domain/diagram/flow-diagram'
import { flowSentence } from '@/lib/domain/diagram/flow-sentence'
import type { Resolution } from '@/lib/domain/resolution/resolution'

interface FlowFigureProps {
  row: Row
  namedBy: NamedBy
  /** The load balancers that its target ends at. */
  behind: ServiceDetail['loadBalancers']
  resolution: Resolution
}

/** Where the alias leads now, drawn from what is known, with the hops in words for those who do not see it. */
export function FlowFigure({ row, namedBy, behind, resolution }: FlowFigureProps) {
  const { cluster, namespace, name, type, target } = row
  const shown = { cluster, namespace, name, type, target, namedBy, behind, resolution }
  return (
    <Diagram source={flowDiagram(shown)} label={flowSentence(shown)} name={`${name}-flow`}>
      {target !== null &&
        resolution.vantages.map((answer) => (
          <div key={answer.vantage}>
            <p>{answer.vantage === 'cluster' ? 'From the cluster:' : 'From outside:'}</p>
            <HopList answer={answer} target={target} />
          </div>
        ))}
    </Diagram>
  )
}
