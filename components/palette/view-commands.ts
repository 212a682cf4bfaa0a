import type { Command } from './commands'
import { forgetView, readSavedViews, saveView } from './saved-views'

/** What is typed before the name that a view is to have. */
const savePrefix = '>save '

interface ViewContext {
  /** As typed, with its prefix. */
  text: string
  /** Path and query of the page that is shown. */
  href: string
  origin: string
  storage: Storage
  say: (words: string, severity?: 'warning') => void
  onType: (text: string) => void
}

/** What can be done with views: a page with its filters is a link, kept here under a name or given to others. */
export function viewCommands({ text, href, origin, storage, say, onType }: ViewContext): Command[] {
  const name = text.startsWith(savePrefix) ? text.slice(savePrefix.length).trim() : ''
  const save = (): void => {
    if (saveView(storage, { name, href })) say(`The view is kept in this browser as “${name}”`)
    else say('The view could not be kept: there are fifty already, or this browser keeps nothing.', 'warning')
  }
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(`${origin}${href}`)
      say('Copied the link of this view')
    } catch {
      say('Could not copy: this browser does not let the page write to the clipboard.', 'warning')
    }
  }
  return [
    name === ''
      ? { label: 'Save this view…', icon: 'filter', staysOpen: true, run: () => onType(savePrefix) }
      : { label: `Save this view as “${name}”`, icon: 'filter', run: save },
    { label: 'Copy the link of this view', icon: 'copy', run: () => void copy() },
    ...readSavedViews(storage).map(({ name: kept }) => ({
      label: `Forget the view “${kept}”`,
      icon: 'x' as const,
      run: () => {
        if (forgetView(storage, kept)) say(`Forgot the view “${kept}”`)
      },
    })),
  ]
}
