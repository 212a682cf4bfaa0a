/** Whether a normalised name is a domain or lies below it, on label boundaries. The domain may carry dots at either end; the empty one holds nothing. */
export function isUnderDomain(name: string, domain: string): boolean {
  const bare = domain.toLowerCase().replace(/^\.+|\.+$/g, '')
  return bare !== '' && (name === bare || name.endsWith(`.${bare}`))
}
