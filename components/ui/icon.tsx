import { clsx } from 'clsx'

const paths = {
  arrow: <path d="M2.5 8h10.2M9.3 4.6 12.7 8l-3.4 3.4" />,
  ask: <path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.3 2.7v2.5h-2.5" />,
  changes: <path d="M2.8 8a5.2 5.2 0 1 0 1.6-3.8M2.7 2.7v2.5h2.5M8 5.3V8l1.9 1.3" />,
  check: <path d="m3.5 8.4 3 3 6-6.8" />,
  chevron: <path d="m5 6.5 3 3 3-3" />,
  columns: <path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />,
  copy: <path d="M5.5 5.5H13V13H5.5zM3 10.4V3h7.4" />,
  dependency: (
    <>
      <circle cx="4" cy="8" r="1.8" />
      <circle cx="12" cy="4" r="1.8" />
      <circle cx="12" cy="12" r="1.8" />
      <path d="m5.7 7.2 4.6-2.4M5.7 8.8l4.6 2.4" />
    </>
  ),
  down: <path d="M8 3.4v9.1M4.8 9.3 8 12.5l3.2-3.2" />,
  download: <path d="M8 2.8v7.4M5 7.4l3 2.9 3-2.9M3 13h10" />,
  environments: <path d="M2.5 3.5h3v9h-3zM6.9 3.5h3v9h-3zM11.3 3.5h2.2v9h-2.2z" />,
  external: <path d="M6.5 3.5h-3v9h9v-3M9 3h4v4M12.8 3.2 7.6 8.4" />,
  file: <path d="M4 2.5h5.2L12 5.3v8.2H4zM9 2.6v2.9h2.9" />,
  filter: <path d="M2.5 4.5h11M4.8 8h6.4M6.8 11.5h2.4" />,
  git: (
    <>
      <circle cx="4.5" cy="4" r="1.5" />
      <circle cx="4.5" cy="12" r="1.5" />
      <circle cx="11.5" cy="6" r="1.5" />
      <path d="M4.5 5.5v5M11.5 7.5c0 2.3-3.5 2-5.8 3.6" />
    </>
  ),
  group: <path d="M2.5 3.5h11M5 8h8.5M5 12.5h8.5" />,
  inventory: <path d="M2.5 4h1M2.5 8h1M2.5 12h1M6 4h7.5M6 8h7.5M6 12h7.5" />,
  lock: <path d="M4 7.5h8V13H4zM5.7 7.4v-2a2.3 2.3 0 0 1 4.6 0v2" />,
  logo: (
    <>
      <path d="M8 1.2v13.6" strokeWidth="1.6" />
      <path d="M3.7 2.8h7.6l2.2 1.9-2.2 1.9H3.7z" fill="currentColor" strokeWidth=".9" />
      <path d="M12.1 8.4H5.7L3.5 10.3l2.2 1.8h6.4z" strokeWidth="1.2" />
    </>
  ),
  migration: (
    <>
      <path d="M2.5 12.5h3.2c4 0 1-8 5-8h2.8M11 2l2.5 2.5L11 7" />
      <circle cx="2.9" cy="12.5" r=".6" />
    </>
  ),
  more: <path d="M3.5 8v.02M8 8v.02M12.5 8v.02" strokeWidth="2" />,
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.5" />
      <path d="M3.2 13.2c.6-2.6 2.4-3.9 4.8-3.9s4.2 1.3 4.8 3.9" />
    </>
  ),
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  review: <path d="M3.5 2.5h9v11h-9zM5.8 8.2l1.6 1.6 3-3.4" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.2 3.2" />
    </>
  ),
  sort: <path d="M5 3v10M2.6 10.6 5 13l2.4-2.4M9 4h5M9 8h3.5M9 12h2" />,
  switch: <path d="M3 5.5h9.5M9.8 2.8l2.7 2.7-2.7 2.7M13 10.5H3.5M6.2 7.8l-2.7 2.7 2.7 2.7" />,
  terminal: <path d="M2.5 3.5h11v9h-11zM5 6.2 7 8 5 9.8M8.4 10H11" />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor" stroke="none" />
    </>
  ),
  undo: <path d="M3 6h6.4a3.5 3.5 0 0 1 0 7H6M5.7 3.1 2.8 6l2.9 2.9" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
} as const

export type IconName = keyof typeof paths

/** A stroke icon in the colour of its text; always beside a word, or inside a button with an accessible name. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={clsx('block', className)}
    >
      {paths[name]}
    </svg>
  )
}
