const longest = 63

/** What a namespace is there for, by its label `purpose`, such as `external-service-references`; null where it says nothing. */
export function readNamespacePurpose(namespaceLabels: Readonly<Record<string, string>>): string | null {
  return namespaceLabels.purpose?.trim().slice(0, longest) || null
}
