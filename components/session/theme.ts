export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'

/** The theme of a cookie's or attribute's value; the system's for anything else. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** Shows the page in a theme at once, and keeps it in a cookie, so that the server renders it. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the page is not on HTTPS or loopback
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`
}
