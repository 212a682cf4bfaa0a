import { Banner } from '@/components/ui/banner'
import { visibleText } from '@/components/ui/visible-text'
import type { ConsumersView } from '@/lib/contract/consumers'

const shown = 6

/** What was not read: nothing is known of it, and it is never told as none. */
export function UnreadNote({ unread }: { unread: ConsumersView['unread'] }) {
  if (unread.length === 0) return null
  const rest = unread.length - shown
  return (
    <Banner severity="unknown" title="Not everything could be read.">
      What names it there is not known:{' '}
      {unread
        .slice(0, shown)
        .map(({ why }) => visibleText(why))
        .join('; ')}
      {rest > 0 && `; and ${rest} more`}.
    </Banner>
  )
}
