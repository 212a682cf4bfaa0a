import { shellWord } from '@/lib/domain/shell/shell-word'
import { caFile, marked, type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'

/** A bare connection, over TLS where it is spoken, for whatever is said over it. */
export function tcpSnippets(facts: SnippetFacts): Snippet[] {
  return [probeLine(facts), python(facts), node(facts), java(facts), go(facts), dotnet(facts)]
}

/** Whether a connection comes about, by hand. */
export function probeLine({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  if (!isTls) return snippet('nc', [`nc -vz ${shellWord(host)} ${port}`])
  const name = `-servername ${shellWord(tlsName ?? host)} -verify_hostname ${shellWord(tlsName ?? host)}`
  const parts = [
    `openssl s_client -connect ${shellWord(`${host}:${port}`)}`,
    tlsName === null ? name : marked(name),
    `-verify_return_error${isPrivateCa ? ` -CAfile ${caFile}` : ''}`,
  ]
  return snippet('openssl', shellLines(parts))
}

function python({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('python', text)
  const wrap = `connection = context.wrap_socket(connection, server_hostname=${quoted(tlsName ?? host)})`
  return snippet('Python', [
    'import socket',
    isTls && 'import ssl',
    '',
    `connection = socket.create_connection((${quoted(host)}, ${port}), timeout=5)`,
    isTls && `context = ssl.create_default_context(${isPrivateCa ? `cafile=${quoted(caFile)}` : ''})`,
    isTls && (tlsName === null ? wrap : marked(wrap)),
  ])
}

function node({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('javascript', text)
  return snippet('Node', [
    isTls && isPrivateCa && 'import { readFileSync } from "node:fs";',
    isTls ? 'import { connect } from "node:tls";' : 'import { connect } from "node:net";',
    '',
    'const connection = connect({',
    `  host: ${quoted(host)},`,
    `  port: ${port},`,
    isTls && (tlsName === null ? `  servername: ${quoted(host)},` : marked(`  servername: ${quoted(tlsName)},`)),
    isTls && isPrivateCa && `  ca: readFileSync(${quoted(caFile)}),`,
    '});',
  ])
}

// A bare SSLSocket verifies no name unless it is told to.
function java({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('java', text)
  if (!isTls) return snippet('Java', [`Socket connection = new Socket(${quoted(host)}, ${port});`])
  const create = `SSLSocket connection = (SSLSocket) factory.createSocket(plain, ${quoted(tlsName ?? host)}, ${port}, true);`
  return snippet('Java', [
    'SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();',
    `Socket plain = new Socket(${quoted(host)}, ${port});`,
    tlsName === null ? create : marked(create),
    'SSLParameters parameters = connection.getSSLParameters();',
    'parameters.setEndpointIdentificationAlgorithm("HTTPS");',
    'connection.setSSLParameters(parameters);',
  ])
}

function go({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('go', text)
  const address = `net.JoinHostPort(${quoted(host)}, "${port}")`
  if (!isTls) return snippet('Go', [`connection, err := net.DialTimeout("tcp", ${address}, 5*time.Second)`])
  const config = tlsName === null ? '&tls.Config{}' : `&tls.Config{ServerName: ${quoted(tlsName)}}`
  const dial = `connection, err := tls.Dial("tcp", ${address}, ${config})`
  return snippet('Go', [tlsName === null ? dial : marked(dial)])
}

function dotnet({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('csharp', text)
  const authenticate = `await connection.AuthenticateAsClientAsync(${quoted(tlsName ?? host)});`
  return snippet('.NET', [
    `using var client = new TcpClient(${quoted(host)}, ${port});`,
    isTls
      ? 'await using var connection = new SslStream(client.GetStream());'
      : 'await using var connection = client.GetStream();',
    isTls && (tlsName === null ? authenticate : marked(authenticate)),
  ])
}
