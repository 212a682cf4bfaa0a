import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { HostText } from '@/components/ui/host-text'

interface PlanFormProps {
  /** Where the Service leads now. */
  current: string
  onSubmit: () => void
  children: ReactNode
}

/** The fields for a change that is planned, not written, below where the Service leads now. */
export function PlanForm({ current, onSubmit, children }: PlanFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      className="grid max-w-[560px] gap-1.5 p-5 max-sm:p-4"
    >
      <p className="text-fg-2">Now</p>
      <HostText host={current} truncate={false} className="mb-3" />
      {children}
      <div className="mt-3">
        <Button variant="ink" size="lg" type="submit">
          Plan the change
        </Button>
      </div>
    </form>
  )
}
