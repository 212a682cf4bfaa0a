import { shellWord } from '@/lib/domain/shell/shell-word'
import { caFile, marked, type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'
import { urlPart } from './url-part'

/** Clients of PostgreSQL; TLS verifies certificate and name (`verify-full`). */
export function postgresSnippets(facts: SnippetFacts): Snippet[] {
  return [psql(facts), python(facts), node(facts), java(facts), go(facts), dotnet(facts)]
}

// libpq verifies the name in `host` and connects to `hostaddr`, which has to be an address.
function psql({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const address = `"$(getent ahosts ${shellWord(host)} | awk 'NR==1 {print $1}')"`
  const named =
    tlsName === null
      ? [`PGHOST=${shellWord(host)}`]
      : [marked(`PGHOST=${shellWord(tlsName)}`), marked(`PGHOSTADDR=${address}`)]
  const tls = isTls ? [`PGSSLMODE=verify-full PGSSLROOTCERT=${isPrivateCa ? caFile : 'system'}`] : []
  return snippet('psql', shellLines([...named, `PGPORT=${port}`, ...tls, 'psql --username USER DATABASE']))
}

function python({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('python', text)
  return snippet('Python', [
    'import os',
    tlsName === null ? null : marked('import socket'),
    '',
    'import psycopg',
    '',
    'connection = psycopg.connect(',
    ...(tlsName === null
      ? [`    host=${quoted(host)},`]
      : [marked(`    host=${quoted(tlsName)},`), marked(`    hostaddr=socket.gethostbyname(${quoted(host)}),`)]),
    `    port=${port},`,
    isTls && `    sslmode="verify-full",`,
    isTls && `    sslrootcert=${quoted(isPrivateCa ? caFile : 'system')},`,
    '    dbname="DATABASE",',
    '    user="USER",',
    '    password=os.environ["PGPASSWORD"],',
    ')',
  ])
}

// node-postgres sets `servername` to the host itself; the check can be told another name.
function node({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('javascript', text)
  const ca = `    ca: readFileSync(${quoted(caFile)}),`
  const hasOptions = tlsName !== null || isPrivateCa
  return snippet('Node', [
    isTls && isPrivateCa && 'import { readFileSync } from "node:fs";',
    tlsName === null ? null : marked('import { checkServerIdentity } from "node:tls";'),
    'import { Client } from "pg";',
    '',
    'const client = new Client({',
    `  host: ${quoted(host)},`,
    `  port: ${port},`,
    isTls && !hasOptions && '  ssl: true,',
    isTls && hasOptions && '  ssl: {',
    isTls && isPrivateCa && ca,
    tlsName === null
      ? null
      : marked(`    checkServerIdentity: (_, certificate) => checkServerIdentity(${quoted(tlsName)}, certificate),`),
    isTls && hasOptions && '  },',
    '  database: "DATABASE",',
    '  user: "USER",',
    '  password: process.env.PGPASSWORD,',
    '});',
    'await client.connect();',
  ])
}

function java({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('java', text)
  const url = `jdbc:postgresql://${urlPart(host)}:${port}/DATABASE`
  return snippet('Java', [
    ...(tlsName === null
      ? []
      : [
          marked('public class TargetName implements javax.net.ssl.HostnameVerifier {'),
          marked('  public boolean verify(String host, javax.net.ssl.SSLSession session) {'),
          marked(`    return org.postgresql.ssl.PGjdbcHostnameVerifier.INSTANCE.verify(${quoted(tlsName)}, session);`),
          marked('  }'),
          marked('}'),
          '',
        ]),
    'Properties properties = new Properties();',
    'properties.setProperty("user", "USER");',
    'properties.setProperty("password", System.getenv("PGPASSWORD"));',
    isTls && 'properties.setProperty("sslmode", "verify-full");',
    isTls && isPrivateCa && `properties.setProperty("sslrootcert", ${quoted(caFile)});`,
    isTls && !isPrivateCa && 'properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");',
    tlsName === null ? null : marked('properties.setProperty("sslhostnameverifier", TargetName.class.getName());'),
    `Connection connection = DriverManager.getConnection(${quoted(url)}, properties);`,
  ])
}

function go({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('go', text)
  const ca = isPrivateCa ? `&sslrootcert=${urlPart(caFile)}` : ''
  const query = isTls ? `?sslmode=verify-full${ca}` : ''
  return snippet('Go', [
    `config, err := pgx.ParseConfig(${quoted(`postgres://USER@${urlPart(host)}:${port}/DATABASE${query}`)})`,
    'if err != nil {',
    '\treturn err',
    '}',
    tlsName === null ? null : marked(`config.TLSConfig.ServerName = ${quoted(tlsName)}`),
    'config.Password = os.Getenv("PGPASSWORD")',
    'connection, err := pgx.ConnectConfig(ctx, config)',
  ])
}

function dotnet({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('csharp', text)
  return snippet('.NET', [
    'var builder = new NpgsqlDataSourceBuilder();',
    `builder.ConnectionStringBuilder.Host = ${quoted(host)};`,
    `builder.ConnectionStringBuilder.Port = ${port};`,
    'builder.ConnectionStringBuilder.Database = "DATABASE";',
    'builder.ConnectionStringBuilder.Username = "USER";',
    'builder.ConnectionStringBuilder.Password = Environment.GetEnvironmentVariable("PGPASSWORD");',
    isTls && 'builder.ConnectionStringBuilder.SslMode = SslMode.VerifyFull;',
    isTls && isPrivateCa && `builder.ConnectionStringBuilder.RootCertificate = ${quoted(caFile)};`,
    tlsName === null
      ? null
      : marked(
          `builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = ${quoted(tlsName)});`,
        ),
    'await using var dataSource = builder.Build();',
    'await using var connection = await dataSource.OpenConnectionAsync();',
  ])
}
