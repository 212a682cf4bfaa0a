import { clsx } from 'clsx'

export type ButtonVariant = 'plain' | 'ink' | 'quiet'
export type ButtonSize = 'md' | 'lg'

const base =
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-6 border font-medium whitespace-nowrap transition-colors ' +
  'aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-fg-3 ' +
  'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-fg-3'

const variants: Record<ButtonVariant, string> = {
  plain: 'border-line-2 bg-canvas text-fg hover:not-aria-disabled:bg-hover active:not-aria-disabled:bg-press',
  ink: 'border-ink bg-ink text-on-ink hover:not-aria-disabled:border-ink-hover hover:not-aria-disabled:bg-ink-hover',
  quiet: 'border-transparent bg-transparent text-fg-2 hover:not-aria-disabled:bg-press hover:not-aria-disabled:text-fg',
}

const sizes: Record<ButtonSize, string> = {
  md: 'h-7 px-2.5 text-12 max-sm:h-9',
  lg: 'h-8 px-3.5 text-13 max-sm:h-11',
}

/** The look of a button for elements that are not one: links and Base UI triggers. One ink button per view. */
export function buttonClass(variant: ButtonVariant = 'plain', size: ButtonSize = 'md', className?: string): string {
  return clsx(base, variants[variant], sizes[size], className)
}
