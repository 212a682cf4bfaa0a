import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewResult } from '@/lib/contract/reviews'

const named = 5

/** Which of several were not confirmed, and why; each is looked at by itself. */
export function RefusedResults({ refused, onClose }: { refused: readonly ReviewResult[]; onClose: () => void }) {
  return (
    <Banner
      role="alert"
      severity="warning"
      title={refused.length === 1 ? 'One was not confirmed.' : `${refused.length} were not confirmed.`}
      action={
        <Button icon="x" onClick={onClose}>
          Close
        </Button>
      }
    >
      {refused.slice(0, named).map(({ service, detail }) => (
        <span key={`${service.cluster}/${service.namespace}/${service.name}`} className="block">
          {service.namespace}/{service.name}: {visibleText(detail ?? '')}
        </span>
      ))}
      {refused.length > named && `and ${refused.length - named} more`}
    </Banner>
  )
}
