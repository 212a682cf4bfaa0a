'use client'

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { Severity } from '@/lib/domain/resolution/severity'

const shownMs = 8000

export interface Notice {
  text: string
  severity: Severity
}

type Say = (text: string, severity?: Severity) => void

const Notices = createContext<Say>(() => undefined)

/** Says the result of what the reader did, in one line for 8 s. Not for what needs a decision. */
export function useNotice(): Say {
  return use(Notices)
}

/** One notice at a time, at the left below; said aloud politely. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null)
  const say = useCallback<Say>((text, severity = 'ok') => setNotice({ text, severity }), [])
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => setNotice(null), shownMs)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <Notices value={say}>
      {children}
      <div
        role="status"
        aria-label="Notice"
        className="pointer-events-none fixed bottom-10 left-4 z-40 max-w-[min(520px,calc(100vw-2rem))] max-sm:bottom-16 xl:left-48"
      >
        {notice && (
          <p className="flex min-h-10 items-center gap-2 rounded-8 bg-raised px-3 py-2 shadow-pop">
            <SeverityGlyph severity={notice.severity} size={14} label={null} />
            <span className="min-w-0 break-words">{notice.text}</span>
          </p>
        )}
      </div>
    </Notices>
  )
}
