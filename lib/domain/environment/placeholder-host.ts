import { isUnderDomain } from '@/lib/domain/alias/is-under-domain'

// RFC 2606 §3 keeps these domains for documents, and RFC 6761 §6.4 says that no name under invalid ever resolves.
const reserved = ['example.com', 'example.net', 'example.org', 'invalid']

const leftIn = /(^|[.-])(placeholder|change-?me|replace-?me|fixme|todo)([.-]|$)/

/** Whether a normalised target was only put there to be replaced (`placeholder.example.com`), as the base of a kustomization has it. */
export function isPlaceholderHost(host: string): boolean {
  return reserved.some((domain) => isUnderDomain(host, domain)) || leftIn.test(host)
}
