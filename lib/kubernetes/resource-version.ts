/**
 * Whether `version` is later than `than`. Resource versions of one resource type are decimal and ordered (KEP-5504); anything else counts
 * as later when it differs.
 */
export function isLaterVersion(version: string, than: string): boolean {
  if (!/^\d+$/.test(version) || !/^\d+$/.test(than)) return version !== than
  return version.length === than.length ? version > than : version.length > than.length
}
