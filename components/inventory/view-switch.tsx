'use client'

import { useRouter } from 'next/navigation'
import { Segments } from '@/components/ui/segments'

const views = [
  { value: 'aliases', label: 'Aliases' },
  { value: 'findings', label: 'Findings' },
] as const

type View = (typeof views)[number]['value']

// What both views can be filtered by goes along.
const shared = ['severity', 'owner', 'namespace', 'environment', 'cluster'] as const

interface ViewSwitchProps {
  current: View
  filters: Readonly<Record<(typeof shared)[number], readonly string[]>> & { readonly q: string }
}

/** Chooses between the aliases and what the rules say of them. */
export function ViewSwitch({ current, filters }: ViewSwitchProps) {
  const router = useRouter()
  const show = (view: View) => {
    if (view !== current) router.push(hrefOf(view, filters))
  }
  return <Segments label="View" value={current} options={views} onSelect={show} className="mr-1.5" />
}

function hrefOf(view: View, filters: ViewSwitchProps['filters']): string {
  const search = new URLSearchParams([
    ...(view === 'findings' ? [['view', view]] : []),
    ...(filters.q === '' ? [] : [['q', filters.q]]),
    ...shared.flatMap((key) => filters[key].map((value) => [key, value])),
  ])
  return search.size === 0 ? '/' : `/?${search}`
}
