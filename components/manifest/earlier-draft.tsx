'use client'

import { usePathname } from 'next/navigation'
import { useState, useSyncExternalStore } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { dropDraft, readDraft } from './draft-store'
import type { ManifestText } from './manifest-text'

interface EarlierDraftProps {
  manifest: ManifestText
  onText: (text: string) => void
}

const never = () => () => undefined

/** Offers what was written here before and not made, until something new is. */
export function EarlierDraft({ manifest: { text, start }, onText }: EarlierDraftProps) {
  const path = usePathname()
  const earlier = useSyncExternalStore(
    never,
    () => readDraft(path),
    () => null,
  )
  const [isForgotten, setForgotten] = useState(false)
  if (isForgotten || earlier === null || text !== start || earlier === text) return null
  return (
    <Banner
      severity="info"
      title="What you wrote here before was not made."
      action={
        <span className="flex gap-1.5">
          <Button
            onClick={() => {
              dropDraft(path)
              setForgotten(true)
            }}
          >
            Forget it
          </Button>
          <Button onClick={() => onText(earlier)}>Take it back</Button>
        </span>
      }
    >
      This tab kept it.
    </Banner>
  )
}
