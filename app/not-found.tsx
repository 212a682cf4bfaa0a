import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState
      heading="h1"
      title="Nothing is here"
      action={
        <Link href="/" className={buttonClass()}>
          Open the inventory
        </Link>
      }
    >
      It was deleted, it never was, or you may not see it.
    </EmptyState>
  )
}
