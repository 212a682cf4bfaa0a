'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import type { ReactNode, RefObject } from 'react'
import { Icon, type IconName } from './icon'

const popup =
  'max-h-(--available-height) min-w-44 overflow-y-auto rounded-8 bg-raised p-1 text-13 text-fg shadow-pop outline-none ' +
  'transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'
const item =
  'flex min-h-7 cursor-default items-center gap-2 rounded-4 px-2 outline-none select-none focus-visible:shadow-none data-highlighted:bg-press ' +
  'data-disabled:text-fg-3 max-sm:min-h-11'

/** What a menu needs of the control that opens it; `MenuButton` gives it. */
export interface MenuPanel {
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
}

interface MenuProps extends MenuPanel {
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}

/** A menu beside its control, to which it gives focus back. Loaded when it is first opened: import it only from panels. */
export function Menu({ anchor, open, onOpenChange, align = 'start', children }: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align={align} sideOffset={4} className="z-30">
          <Base.Popup finalFocus={anchor} className={popup}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuActionProps {
  icon?: IconName
  /** At the right: its key, or a word more. */
  hint?: ReactNode
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuAction({ icon, hint, disabled = false, onSelect, children }: MenuActionProps) {
  return (
    <Base.Item className={item} disabled={disabled} onClick={onSelect}>
      {icon && <Icon name={icon} size={14} className="text-fg-3" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="text-11 text-fg-3">{hint}</span>}
    </Base.Item>
  )
}

/** Something to read in a menu: a title and what there is to say. */
export function MenuText({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="max-w-96 min-w-60 px-2 py-1.5">
      <p className="font-medium">{title}</p>
      <div className="text-12 text-fg-2">{children}</div>
    </div>
  )
}

export function MenuLine() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}

/** One of a menu's entries opens a further menu beside it. */
export function Submenu({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={clsx(item, 'data-popup-open:bg-press')}>
        <span className="flex-1">{label}</span>
        <Icon name="right" size={14} className="text-fg-3" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignOffset={-4} className="z-30">
          <Base.Popup className={clsx(popup, 'max-h-[min(var(--available-height),26rem)] max-w-80')}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

interface MenuCheckProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
  /** A number at the right. */
  count?: number
}

export function MenuCheck({ checked, onCheckedChange, children, count }: MenuCheckProps) {
  return (
    <Base.CheckboxItem className={item} checked={checked} onCheckedChange={onCheckedChange} closeOnClick={false}>
      <span className="grid size-4 shrink-0 place-items-center">
        <Base.CheckboxItemIndicator>
          <Icon name="check" size={14} className="text-accent" />
        </Base.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {count !== undefined && <span className="text-11 text-fg-3">{count}</span>}
    </Base.CheckboxItem>
  )
}

interface MenuChoiceProps<Value extends string> {
  value: Value
  onValueChange: (value: Value) => void
  options: readonly { value: Value; label: string }[]
}

/** One of several, with a tick at the chosen one. */
export function MenuChoice<Value extends string>({ value, onValueChange, options }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={item} closeOnClick>
          <span className="grid size-4 shrink-0 place-items-center">
            <Base.RadioItemIndicator>
              <Icon name="check" size={14} className="text-accent" />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}
