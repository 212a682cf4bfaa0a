import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

interface LineInputProps extends Omit<ComponentProps<'input'>, 'type' | 'maxLength' | 'onChange'> {
  onText: (text: string) => void
}

/** A field for one line of a person's own words, as long as a record keeps. */
export function LineInput({ onText, className, ...rest }: LineInputProps) {
  return (
    <input
      {...rest}
      type="text"
      maxLength={1024}
      onChange={(event) => onText(event.target.value)}
      className={clsx('h-7 w-full rounded-6 border border-line-3 bg-canvas px-2 text-13 max-sm:h-11', className)}
    />
  )
}
