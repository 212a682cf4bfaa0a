import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { visibleText } from '@/components/ui/visible-text'
import { sessionQuery } from '@/lib/client/queries'

interface EditorFootProps {
  verb: string
  /** Why it cannot be planned yet; null when it can. */
  lacks: string | null
  onPlan: () => void
  onCancel: () => void
}

/** The end of the page: nothing is written before a plan was looked at. */
export function EditorFoot({ verb, lacks, onPlan, onCancel }: EditorFootProps) {
  const { data: session } = useQuery(sessionQuery())
  return (
    <footer className="flex min-h-15 shrink-0 items-center gap-2 border-t border-line bg-rail px-5 max-sm:px-4 max-sm:py-2.5">
      <span id="editor-lacks" className="min-w-0 truncate text-12 text-fg-3 max-sm:sr-only">
        {lacks ?? `Nothing is written yet. Written as ${visibleText(session?.identity.user ?? 'you')}.`}
      </span>
      <span className="ml-auto max-sm:hidden" />
      <Button size="lg" variant="quiet" onClick={onCancel} className="max-sm:flex-1">
        Cancel
      </Button>
      <Button
        size="lg"
        variant="ink"
        unavailable={lacks !== null}
        aria-describedby="editor-lacks"
        onClick={onPlan}
        className="max-sm:flex-1"
      >
        {verb}
        <span aria-hidden="true" className="max-sm:hidden">
          <Kbd>⌘↵</Kbd>
        </span>
      </Button>
    </footer>
  )
}
