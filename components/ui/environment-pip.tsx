import { visibleText } from './visible-text'

/** Monochrome pip and word: full is production, half staging, hollow any other. */
export function EnvironmentPip({ environment }: { environment: string | null }) {
  if (environment === null) return <span className="text-fg-3">—</span>
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-fg-2" title={visibleText(environment)}>
      <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true" className="block">
        {environment === 'production' ? (
          <rect width="8" height="8" rx="1.5" className="fill-fg-2" />
        ) : (
          <>
            <rect
              x=".75"
              y=".75"
              width="6.5"
              height="6.5"
              rx="1.2"
              fill="none"
              strokeWidth="1.3"
              className="stroke-fg-3"
            />
            {environment === 'staging' && <path d="M.75 7.25V.75H4v6.5z" className="fill-fg-3" />}
          </>
        )}
      </svg>
      <bdi className="truncate">{visibleText(environment)}</bdi>
    </span>
  )
}
