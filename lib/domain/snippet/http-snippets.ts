import { shellWord } from '@/lib/domain/shell/shell-word'
import {
  asksForTargetAndHost,
  caFile,
  goesToTarget,
  marked,
  type Snippet,
  type SnippetFacts,
  shellLines,
  snippet,
} from './snippet'
import { stringLiteral } from './string-literal'
import { urlPart } from './url-part'

/** An HTTP request; `hostHeader` is the target where the server there knows that name only, else null. */
export interface HttpFacts extends SnippetFacts {
  hostHeader: string | null
}

/** Clients of HTTP and HTTPS: the server behind an alias chooses by `Host`, so that most of them have to be told the target. */
export function httpSnippets(facts: HttpFacts): Snippet[] {
  return [curl(facts), python(facts), node(facts), java(facts), go(facts), dotnet(facts)]
}

const usualPort = (isTls: boolean) => (isTls ? 443 : 80)
const withPort = (host: string, { port, isTls }: HttpFacts) => (port === usualPort(isTls) ? host : `${host}:${port}`)

function urlOf(host: string, facts: HttpFacts): string {
  return `${facts.isTls ? 'https' : 'http'}://${withPort(urlPart(host), facts)}/`
}

// The connection goes through the alias; certificate and Host are asked for by the name in the URL.
function curl(facts: HttpFacts): Snippet {
  const { host, port, tlsName, hostHeader, isTls, isPrivateCa } = facts
  const name = tlsName ?? hostHeader
  const connect = name === null ? null : marked(`--connect-to ${shellWord(`${name}:${port}:${host}:${port}`)}`)
  const url = shellWord(urlOf(name ?? host, facts))
  const parts = ['curl', connect, isTls && isPrivateCa && `--cacert ${caFile}`, name === null ? url : marked(url)]
  return snippet('curl', shellLines(parts), asksForTargetAndHost)
}

function python(facts: HttpFacts): Snippet {
  const { host, port, tlsName, hostHeader, isTls, isPrivateCa } = facts
  const quoted = (text: string) => stringLiteral('python', text)
  const parts = [
    'import urllib3',
    '',
    `pool = urllib3.${isTls ? 'HTTPSConnectionPool' : 'HTTPConnectionPool'}(`,
    `    ${quoted(host)},`,
    `    ${port},`,
    tlsName === null ? null : marked(`    server_hostname=${quoted(tlsName)},`),
    tlsName === null ? null : marked(`    assert_hostname=${quoted(tlsName)},`),
    isTls && isPrivateCa && `    ca_certs=${quoted(caFile)},`,
    ')',
    hostHeader === null
      ? 'response = pool.request("GET", "/")'
      : marked(`response = pool.request("GET", "/", headers={"Host": ${quoted(withPort(hostHeader, facts))}})`),
  ]
  return snippet('Python', parts, asksForTargetAndHost)
}

function node(facts: HttpFacts): Snippet {
  const { host, port, tlsName, hostHeader, isTls, isPrivateCa } = facts
  const quoted = (text: string) => stringLiteral('javascript', text)
  const library = isTls ? 'https' : 'http'
  const parts = [
    isTls && isPrivateCa && 'import { readFileSync } from "node:fs";',
    `import ${library} from "node:${library}";`,
    '',
    `const request = ${library}.get({`,
    `  host: ${quoted(host)},`,
    `  port: ${port},`,
    tlsName === null ? null : marked(`  servername: ${quoted(tlsName)},`),
    hostHeader === null ? null : marked(`  headers: { Host: ${quoted(withPort(hostHeader, facts))} },`),
    isTls && isPrivateCa && `  ca: readFileSync(${quoted(caFile)}),`,
    '  path: "/",',
    '});',
    'request.on("response", (response) => response.pipe(process.stdout));',
  ]
  return snippet('Node', parts, asksForTargetAndHost)
}

function java(facts: HttpFacts): Snippet {
  const name = facts.tlsName ?? facts.hostHeader
  const uri = `    URI.create(${stringLiteral('java', urlOf(name ?? facts.host, facts))})).build();`
  const parts = [
    'HttpClient client = HttpClient.newHttpClient();',
    'HttpRequest request = HttpRequest.newBuilder(',
    name === null ? uri : marked(uri),
    'HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());',
  ]
  return snippet('Java', parts, goesToTarget)
}

function go(facts: HttpFacts): Snippet {
  const { host, tlsName, hostHeader } = facts
  const quoted = (text: string) => stringLiteral('go', text)
  const parts = [
    'transport := http.DefaultTransport.(*http.Transport).Clone()',
    tlsName === null ? null : marked(`transport.TLSClientConfig = &tls.Config{ServerName: ${quoted(tlsName)}}`),
    'client := &http.Client{Transport: transport}',
    `request, err := http.NewRequest(http.MethodGet, ${quoted(urlOf(host, facts))}, nil)`,
    'if err != nil {',
    '\treturn err',
    '}',
    hostHeader === null ? null : marked(`request.Host = ${quoted(withPort(hostHeader, facts))}`),
    'response, err := client.Do(request)',
  ]
  return snippet('Go', parts, asksForTargetAndHost)
}

// SocketsHttpHandler takes the TLS server name from the Host header.
function dotnet(facts: HttpFacts): Snippet {
  const { host, tlsName, hostHeader } = facts
  const quoted = (text: string) => stringLiteral('csharp', text)
  const name = hostHeader ?? tlsName
  const parts = [
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(HttpMethod.Get, ${quoted(urlOf(host, facts))});`,
    name === null ? null : marked(`request.Headers.Host = ${quoted(withPort(name, facts))};`),
    'using var response = await client.SendAsync(request);',
  ]
  return snippet('.NET', parts, asksForTargetAndHost)
}
