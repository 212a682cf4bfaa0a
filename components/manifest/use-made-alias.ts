import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useEffect } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { changeLinkParams, noLink } from '@/components/change/change-link'
import type { ChangeFlow } from '@/components/change/use-change-flow'

/** Goes to the page of the alias once its change was made and the sheet is closed. Whether it was made. */
export function useMadeAlias({ state: { at, isOpen } }: ChangeFlow): boolean {
  const router = useRouter()
  const [, setLink] = useQueryStates(changeLinkParams)
  const href = at.step === 'applied' ? aliasHref(at.change.service) : null
  useEffect(() => {
    if (href === null || isOpen) return
    // The sheet takes its link out of the address, which would undo a way to another page that is begun before.
    void setLink(noLink).then(() => router.push(href))
  }, [router, href, isOpen, setLink])
  return href !== null
}
