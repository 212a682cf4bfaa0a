import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import type { SignInReason } from '@/lib/domain/session/sign-in-reason'
import { reasonWords } from './reason-words'
import { TokenForm } from './token-form'

interface SignInScreenProps {
  mode: SignInMode
  to: string
  why: SignInReason | null
  provider: string | null
}

/** The way into the console, and why somebody is here. */
export function SignInScreen({ mode, to, why, provider }: SignInScreenProps) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center gap-6 bg-rail px-4 pt-[18vh] pb-10 max-sm:pt-10">
      <p className="flex items-center gap-2 text-15 font-semibold tracking-[-0.015em]">
        <Icon name="logo" size={18} />
        Signpost
      </p>
      <div className="w-full max-w-[400px] rounded-12 border border-line-2 bg-canvas p-6 max-sm:p-5">
        <h1 className="text-18 font-semibold tracking-[-0.015em]">Sign in</h1>
        {to !== '/' && (
          <p className="mt-0.5 truncate text-fg-2" title={visibleText(to)}>
            to go on to <span className="mono">{visibleText(to)}</span>
          </p>
        )}
        {why !== null && <Reason why={why} />}
        <div className="mt-5">{way(mode, to, provider)}</div>
      </div>
    </main>
  )
}

function Reason({ why }: { why: SignInReason }) {
  const { severity, title, text } = reasonWords[why]
  return (
    <div role="status" className="mt-4 flex gap-2 rounded-6 border border-line bg-sunken px-3 py-2.5">
      <SeverityGlyph severity={severity} className="mt-0.5 shrink-0" />
      <p className="min-w-0">
        <b className="block font-semibold">{title}</b>
        <span className="text-fg-2">{text}</span>
      </p>
    </div>
  )
}

function way(mode: SignInMode, to: string, provider: string | null) {
  if (mode === 'token') return <TokenForm to={to} />
  if (mode === 'oidc') {
    return (
      <a href={`/sign-in/oidc?to=${encodeURIComponent(to)}`} className={buttonClass('ink', 'lg', 'w-full')}>
        Sign in with {visibleText(provider ?? 'the provider')}
      </a>
    )
  }
  return (
    <a href={to} className={buttonClass('plain', 'lg', 'w-full')}>
      Try again
    </a>
  )
}
