/** The views of one alias that exist, as the URL spells them. */
export const aliasTabs = ['overview', 'resolution', 'consumers', 'troubleshoot', 'changes', 'manifest'] as const

export type AliasTab = (typeof aliasTabs)[number]

/** The tab that a URL asks for; the first one for anything else. */
export function readAliasTab(value: string | string[] | undefined): AliasTab {
  return aliasTabs.find((tab) => tab === value) ?? 'overview'
}
