import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { NameCoverage } from './tls-name'

export interface TlsNameFixInput {
  namespace: string
  name: string
  /** The alias, as clients call it in full. */
  serviceName: string
  port: number
  coverage: NameCoverage
}

export interface TlsNameFix {
  /** A ConfigMap, to be applied and read as environment (`envFrom`). */
  configMap: string
  /** Lines for clients that read it, each a language or a program. */
  clients: { name: string; text: string }[]
}

/**
 * How clients of the alias ask for the name that the certificate has: a ConfigMap and lines per client. Null when none is needed, when the
 * certificate is not even for the target (then no setting of a client is right), or when a name is none that can be quoted.
 */
export function tlsNameFix(input: TlsNameFixInput): TlsNameFix | null {
  const { coverage, serviceName, namespace, name, port } = input
  const isNeeded = coverage.aliasNames.some(({ isCovered }) => !isCovered)
  const isSafe = [coverage.host, serviceName].every(isPlainName) && [namespace, name].every(isLabel)
  if (!isNeeded || !coverage.isHostCovered || !isSafe || !Number.isInteger(port)) return null
  return {
    configMap: configMapOf(input),
    clients: [...codeLines(port), ...shellLines(serviceName, coverage.host, port)],
  }
}

// What passes has letters, digits, dots, hyphens and underscores only: in quotes it is safe in YAML, a shell and a connection string.
function isPlainName(text: string): boolean {
  return checkHostName(text).kind === 'ok' && !text.endsWith('.')
}

// A namespace may be all digits, which as a host would be an address.
function isLabel(text: string): boolean {
  return /^[a-z0-9-]{1,63}$/.test(text)
}

function configMapOf({ namespace, name, serviceName, coverage }: TlsNameFixInput): string {
  return [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: ${JSON.stringify(`${name}-endpoint`)}`,
    `  namespace: ${JSON.stringify(namespace)}`,
    'data:',
    `  API_HOST: ${JSON.stringify(serviceName)}`,
    `  API_TLS_SERVER_NAME: ${JSON.stringify(coverage.host)}`,
    '',
  ].join('\n')
}

function codeLines(port: number): { name: string; text: string }[] {
  return [
    {
      name: 'Node',
      text: `tls.connect({ host: process.env.API_HOST, port: ${port}, servername: process.env.API_TLS_SERVER_NAME })`,
    },
    {
      name: 'Go',
      text: `tls.Dial("tcp", net.JoinHostPort(os.Getenv("API_HOST"), "${port}"), &tls.Config{ServerName: os.Getenv("API_TLS_SERVER_NAME")})`,
    },
    {
      name: 'Java',
      text: javaLines(port),
    },
    {
      name: 'Python',
      text: `ssl.create_default_context().wrap_socket(socket.create_connection((os.environ["API_HOST"], ${port})), server_hostname=os.environ["API_TLS_SERVER_NAME"])`,
    },
  ]
}

// A bare SSLSocket verifies no name unless it is told to.
function javaLines(port: number): string {
  return [
    'SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();',
    `Socket plain = new Socket(System.getenv("API_HOST"), ${port});`,
    `SSLSocket socket = (SSLSocket) factory.createSocket(plain, System.getenv("API_TLS_SERVER_NAME"), ${port}, true);`,
    'SSLParameters parameters = socket.getSSLParameters();',
    'parameters.setEndpointIdentificationAlgorithm("HTTPS");',
    'socket.setSSLParameters(parameters);',
  ].join('\n')
}

// libpq takes the name to verify from `host` and connects to `hostaddr`, which has to be an address.
function shellLines(serviceName: string, host: string, port: number): { name: string; text: string }[] {
  const url = `https://${host}${port === 443 ? '' : `:${port}`}/`
  const address = `$(getent ahosts '${serviceName}' | awk 'NR==1 {print $1}')`
  return [
    { name: 'curl', text: `curl --connect-to '${host}:${port}:${serviceName}:${port}' '${url}'` },
    {
      name: 'psql',
      text: `psql "host=${host} hostaddr=${address} port=${port} sslmode=verify-full dbname=DATABASE user=USER"`,
    },
  ]
}
