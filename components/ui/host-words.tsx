import { visibleText } from './visible-text'

/** A sentence in which the hosts that it names are set in mono, as a machine reads them back. */
export function HostWords({ text, hosts }: { text: string; hosts: readonly string[] }) {
  return partsOf(visibleText(text), hosts.map(visibleText)).map((part, index) =>
    part.isHost ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no identity but their place
      <span key={index} translate="no" className="font-mono text-[0.94em] font-medium tracking-tight">
        {part.text}
      </span>
    ) : (
      part.text
    ),
  )
}

interface Part {
  text: string
  isHost: boolean
}

function partsOf(text: string, hosts: readonly string[]): Part[] {
  // The longest first: a host may end with another one.
  const known = [...new Set(hosts)].filter((host) => host !== '').sort((a, b) => b.length - a.length)
  const found = known
    .flatMap((host) => {
      const at = text.indexOf(host)
      return at < 0 ? [] : [{ host, at }]
    })
    .sort((a, b) => a.at - b.at || b.host.length - a.host.length)[0]
  if (!found) return text === '' ? [] : [{ text, isHost: false }]
  const end = found.at + found.host.length
  const before = found.at === 0 ? [] : [{ text: text.slice(0, found.at), isHost: false }]
  return [...before, { text: found.host, isHost: true }, ...partsOf(text.slice(end), hosts)]
}
