'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { cacheKeys } from '@/lib/client/queries'

/**
 * Stands before the page, whatever is open on it, and leaves it as it is: who signs in in another tab goes on here with all that is filled in. What
 * the browser itself lays over a page is over a sheet too.
 */
export function SignedOut() {
  const queryClient = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isAside, setAside] = useState(false)
  useEffect(() => {
    if (!isAside) dialog.current?.showModal()
  }, [isAside])
  useEffect(() => {
    const look = () => void queryClient.invalidateQueries({ queryKey: cacheKeys.session })
    window.addEventListener('focus', look)
    return () => {
      window.removeEventListener('focus', look)
      void queryClient.invalidateQueries()
    }
  }, [queryClient])
  if (isAside) return createPortal(<Aside />, document.body)
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby="signed-out"
      onClose={() => setAside(true)}
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto w-[min(420px,calc(100vw-2rem))] rounded-12 bg-raised p-5 text-fg shadow-pop backdrop:bg-scrim"
    >
      <h2 id="signed-out" className="flex items-center gap-2 text-15 font-semibold tracking-[-0.01em]">
        <Icon name="lock" className="text-fg-3" />
        You are signed out
      </h2>
      <p className="mt-1 text-fg-2">
        The session has ended. What you filled in is still here: sign in in a new tab, and this one goes on by itself.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <a href={signInHref('/')} target="_blank" rel="noreferrer" className={buttonClass('ink', 'lg')}>
          Sign in in a new tab
        </a>
        <a href={signInHref(here())} className={buttonClass('plain', 'lg')}>
          Sign in here
        </a>
        <Button variant="quiet" size="lg" onClick={() => dialog.current?.close()}>
          Not now
        </Button>
      </div>
    </dialog>,
    document.body,
  )
}

function Aside() {
  return (
    <div
      role="status"
      className="fixed inset-x-0 bottom-4 z-50 mx-auto flex w-fit items-center gap-3 rounded-8 bg-raised py-1.5 pr-1.5 pl-3 shadow-pop max-sm:bottom-16"
    >
      You are signed out
      <a href={signInHref(here())} className={buttonClass('ink')}>
        Sign in again
      </a>
    </div>
  )
}

function here(): string {
  return `${window.location.pathname}${window.location.search}`
}

function signInHref(to: string): string {
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`
}
