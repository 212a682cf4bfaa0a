'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { Segments } from '@/components/ui/segments'

const views = [
  { value: 'aliases', label: 'Aliases' },
  { value: 'findings', label: 'Findings' },
] as const

// What both views can be filtered by goes along.
const shared = ['q', 'severity', 'owner', 'namespace', 'environment', 'cluster'] as const

/** Chooses between the aliases and what the rules say of them. */
export function ViewSwitch({ current }: { current: (typeof views)[number]['value'] }) {
  const router = useRouter()
  const params = useSearchParams()
  const show = (view: (typeof views)[number]['value']) => {
    if (view === current) return
    const kept = shared.flatMap((key) => params.getAll(key).map((value) => [key, value]))
    const search = new URLSearchParams(view === 'findings' ? [['view', view], ...kept] : kept)
    router.push(search.size === 0 ? '/' : `/?${search}`)
  }
  return <Segments label="View" value={current} options={views} onSelect={show} className="mr-1.5" />
}
