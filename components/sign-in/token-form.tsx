'use client'

import { useActionState, useEffect, useId, useRef } from 'react'
import { fieldClass } from '@/components/manifest/form-row'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { signInWithToken } from '@/lib/client/sign-in'

const command = 'kubectl create token viewer -n signpost'

interface Refusal {
  title: string
  text: string
}

/**
 * Takes a Kubernetes token; what is wrong with it stands below the field, which has the focus then. An action and no listener: React keeps what is
 * sent before the page is ready, where a plain form would put the token into the address.
 */
export function TokenForm({ to }: { to: string }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [refusal, send, isAsking] = useActionState<Refusal | null, FormData>(async (_, form) => {
    const refused = await signInWithToken(String(form.get('token') ?? ''))
    // A whole page anew: nothing that was read for nobody, or for somebody else, is left.
    if (refused === null) window.location.assign(to)
    return refused
  }, null)
  useEffect(() => {
    if (refusal !== null) field.current?.focus()
  }, [refusal])
  return (
    <form action={send}>
      <label htmlFor={id} className="font-medium">
        Kubernetes token
      </label>
      <input
        ref={field}
        id={id}
        type="password"
        name="token"
        required
        // biome-ignore lint/a11y/noAutofocus: the field is all that the page is for
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={refusal !== null}
        aria-describedby={`${id}-about`}
        className={`${fieldClass} mono mt-1.5 h-8!`}
      />
      <div id={`${id}-about`} role="alert" className="mt-1.5 empty:hidden">
        {refusal !== null && (
          <p className="text-critical">
            <b className="font-semibold">{refusal.title}</b> {refusal.text}
          </p>
        )}
      </div>
      <Button type="submit" variant="ink" size="lg" aria-busy={isAsking} className="mt-3 w-full">
        {isAsking ? 'Asking the API server…' : 'Sign in'}
      </Button>
      <p className="mt-5 border-t border-line pt-4 text-12 text-fg-2">
        A token of a ServiceAccount, or of your provider. It goes to the API server alone; what is kept of it is sealed
        in a cookie that no page can read.
      </p>
      <p className="mt-2 flex items-start gap-1">
        <code className="mono-11 min-w-0 flex-1 pt-1.5 break-words text-fg-2">{command}</code>
        <CopyButton text={command} label="Copy line" />
      </p>
    </form>
  )
}
