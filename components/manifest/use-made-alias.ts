import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useEffect } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { changeLinkParams, noLink } from '@/components/change/change-link'
import type { ChangeFlow } from '@/components/change/use-change-flow'

const againMs = 2_000
const mostTries = 5

/** Goes to the page of the alias once its change was made and the sheet is closed. Whether it was made. */
export function useMadeAlias({ state: { at, isOpen } }: ChangeFlow): boolean {
  const router = useRouter()
  const [, setLink] = useQueryStates(changeLinkParams)
  const href = at.step === 'applied' ? aliasHref(at.change.service) : null
  useEffect(() => {
    if (href === null || isOpen) return
    // The sheet takes its link out of the address while it goes, which ends a way to another page that was begun before: then it is begun again.
    let tries = 0
    const go = () => {
      tries += 1
      if (tries <= mostTries) router.push(href)
    }
    const again = setInterval(go, againMs)
    void setLink(noLink).then(go)
    return () => clearInterval(again)
  }, [router, href, isOpen, setLink])
  return href !== null
}
