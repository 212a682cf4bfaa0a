import { Diagram } from '@/components/diagram/diagram'
import { visibleText } from '@/components/ui/visible-text'

interface PlanDiagramProps {
  source: string
  /** What the diagram shows, in a sentence. */
  label: string
  name: string
}

/** One state of a Service as a diagram, and as a sentence for who does not see it. */
export function PlanDiagram({ source, label, name }: PlanDiagramProps) {
  return (
    <Diagram source={source} label={label} name={name}>
      <p>{visibleText(label)}</p>
    </Diagram>
  )
}

/** "After: the Service leads to db.example.com". */
export function leadsWords(when: string, target: string | null): string {
  return `${when}: the Service leads to ${target ?? 'no external name'}`
}
