import { shellWord } from '@/lib/domain/shell/shell-word'
import { caFile, goesToTarget, marked, type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'

/** Clients of Redis and Valkey. */
export function redisSnippets(facts: SnippetFacts): Snippet[] {
  return [redisCli(facts), python(facts), node(facts), java(facts), go(facts), dotnet(facts)]
}

function redisCli({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  return snippet(
    'redis-cli',
    shellLines([
      `redis-cli -h ${shellWord(host)} -p ${port}`,
      isTls && `--tls${isPrivateCa ? ` --cacert ${caFile}` : ''}`,
      tlsName === null ? null : marked(`--sni ${shellWord(tlsName)}`),
      '--askpass ping',
    ]),
  )
}

function python({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('python', text)
  const parts = [
    'import os',
    '',
    'import redis',
    '',
    'client = redis.Redis(',
    tlsName === null ? `    host=${quoted(host)},` : marked(`    host=${quoted(tlsName)},`),
    `    port=${port},`,
    isTls && '    ssl=True,',
    isTls && '    ssl_check_hostname=True,',
    isTls && isPrivateCa && `    ssl_ca_certs=${quoted(caFile)},`,
    '    password=os.environ["REDIS_PASSWORD"],',
    ')',
  ]
  return snippet('Python', parts, goesToTarget)
}

function node({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('javascript', text)
  return snippet('Node', [
    isTls && isPrivateCa && 'import { readFileSync } from "node:fs";',
    'import { createClient } from "redis";',
    '',
    'const client = createClient({',
    '  socket: {',
    `    host: ${quoted(host)},`,
    `    port: ${port},`,
    isTls && '    tls: true,',
    tlsName === null ? null : marked(`    servername: ${quoted(tlsName)},`),
    isTls && isPrivateCa && `    ca: readFileSync(${quoted(caFile)}),`,
    '  },',
    '  password: process.env.REDIS_PASSWORD,',
    '});',
    'await client.connect();',
  ])
}

function java({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('java', text)
  const parts = [
    'RedisURI uri = RedisURI.builder()',
    tlsName === null ? `    .withHost(${quoted(host)})` : marked(`    .withHost(${quoted(tlsName)})`),
    `    .withPort(${port})`,
    isTls && '    .withSsl(true)',
    isTls && '    .withVerifyPeer(SslVerifyMode.FULL)',
    '    .withPassword(System.getenv("REDIS_PASSWORD").toCharArray())',
    '    .build();',
    'RedisClient client = RedisClient.create(uri);',
  ]
  return snippet('Java', parts, goesToTarget)
}

function go({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('go', text)
  return snippet('Go', [
    'client := redis.NewClient(&redis.Options{',
    `\tAddr:     net.JoinHostPort(${quoted(host)}, "${port}"),`,
    '\tPassword: os.Getenv("REDIS_PASSWORD"),',
    isTls &&
      (tlsName === null
        ? '\tTLSConfig: &tls.Config{},'
        : marked(`\tTLSConfig: &tls.Config{ServerName: ${quoted(tlsName)}},`)),
    '})',
  ])
}

function dotnet({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('csharp', text)
  return snippet('.NET', [
    'var options = new ConfigurationOptions',
    '{',
    `    EndPoints = { { ${quoted(host)}, ${port} } },`,
    '    Password = Environment.GetEnvironmentVariable("REDIS_PASSWORD"),',
    isTls && '    Ssl = true,',
    tlsName === null ? null : marked(`    SslHost = ${quoted(tlsName)},`),
    '};',
    'await using var connection = await ConnectionMultiplexer.ConnectAsync(options);',
  ])
}
