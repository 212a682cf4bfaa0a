import { marked, type Snippet, type SnippetFacts, snippet } from './snippet'
import { stringLiteral } from './string-literal'

/** The alias as environment of a container, for whatever reads it; port and TLS name where they are known. */
export function environmentSnippet(
  name: string,
  facts: Pick<SnippetFacts, 'host' | 'tlsName'> & { port: number | null },
): Snippet {
  const { host, port, tlsName } = facts
  const prefix = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=[0-9])/, '_')
  const entry = (suffix: string, value: string) => [
    `- name: ${prefix}_${suffix}`,
    `  value: ${stringLiteral('yaml', value)}`,
  ]
  const says = 'Marked: the name that the application has to ask the certificate for.'
  const parts = [
    ...entry('HOST', host),
    ...(port === null ? [] : entry('PORT', String(port))),
    ...(tlsName === null ? [] : entry('TLS_SERVER_NAME', tlsName).map(marked)),
  ]
  return snippet('Env', parts, says)
}
