'use client'

import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { Icon, type IconName } from './icon'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** Stays focusable, so that the reason beside it or in `aria-describedby` is found. */
  unavailable?: boolean
}

/** A verb with its object. */
export function Button({
  variant,
  size,
  icon,
  unavailable = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={unavailable || undefined}
      onClick={unavailable ? (event) => event.preventDefault() : onClick}
      className={buttonClass(variant, size, className)}
    >
      {icon && <Icon name={icon} size={14} className={clsx(variant !== 'ink' && 'text-fg-3')} />}
      {children}
    </button>
  )
}
