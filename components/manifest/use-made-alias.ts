import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import type { ChangeFlow } from '@/components/change/use-change-flow'

/** Goes to the page of the alias once its change was made and the sheet is closed. Whether it was made. */
export function useMadeAlias({ state: { at, isOpen } }: ChangeFlow): boolean {
  const router = useRouter()
  const href = at.step === 'applied' ? aliasHref(at.change.service) : null
  useEffect(() => {
    if (href !== null && !isOpen) router.push(href)
  }, [router, href, isOpen])
  return href !== null
}
