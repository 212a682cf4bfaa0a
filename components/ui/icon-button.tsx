'use client'

import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

/** The look of a button that is an icon, for elements that are not one. */
export const iconButtonClass =
  'grid size-7 shrink-0 place-items-center rounded-6 text-fg-3 transition-colors hover:bg-press hover:text-fg max-sm:size-10'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  icon: IconName
  label: string
}

/** Only for copy, close, more, theme and search; every other icon stands beside a word. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={clsx(iconButtonClass, className)}>
      <Icon name={icon} />
    </button>
  )
}
