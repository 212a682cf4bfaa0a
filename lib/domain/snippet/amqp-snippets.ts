import { caFile, goesToTarget, marked, type Snippet, type SnippetFacts, snippet } from './snippet'
import { stringLiteral } from './string-literal'
import { probeLine } from './tcp-snippets'
import { urlPart } from './url-part'

/** Clients of AMQP 0-9-1, which RabbitMQ and its managed kin speak. */
export function amqpSnippets(facts: SnippetFacts): Snippet[] {
  return [probeLine(facts), python(facts), node(facts), java(facts), go(facts), dotnet(facts)]
}

function python({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('python', text)
  const context = isPrivateCa ? `cafile=${quoted(caFile)}` : ''
  const options = `    ssl_options=pika.SSLOptions(ssl.create_default_context(${context}), ${quoted(tlsName ?? host)}),`
  return snippet('Python', [
    'import os',
    isTls && 'import ssl',
    '',
    'import pika',
    '',
    'connection = pika.BlockingConnection(pika.ConnectionParameters(',
    `    host=${quoted(host)},`,
    `    port=${port},`,
    isTls && (tlsName === null ? options : marked(options)),
    '    credentials=pika.PlainCredentials("USER", os.environ["AMQP_PASSWORD"]),',
    '))',
  ])
}

function node({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('javascript', text)
  return snippet('Node', [
    isTls && isPrivateCa && 'import { readFileSync } from "node:fs";',
    'import amqp from "amqplib";',
    '',
    'const connection = await amqp.connect({',
    `  protocol: "${isTls ? 'amqps' : 'amqp'}",`,
    `  hostname: ${quoted(host)},`,
    `  port: ${port},`,
    '  username: "USER",',
    '  password: process.env.AMQP_PASSWORD,',
    `}${tlsName !== null || (isTls && isPrivateCa) ? ', {' : ');'}`,
    tlsName === null ? null : marked(`  servername: ${quoted(tlsName)},`),
    isTls && isPrivateCa && `  ca: [readFileSync(${quoted(caFile)})],`,
    (tlsName !== null || (isTls && isPrivateCa)) && '});',
  ])
}

function java({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('java', text)
  const parts = [
    'ConnectionFactory factory = new ConnectionFactory();',
    tlsName === null ? `factory.setHost(${quoted(host)});` : marked(`factory.setHost(${quoted(tlsName)});`),
    `factory.setPort(${port});`,
    'factory.setUsername("USER");',
    'factory.setPassword(System.getenv("AMQP_PASSWORD"));',
    isTls && 'factory.useSslProtocol(SSLContext.getDefault());',
    isTls && 'factory.enableHostnameVerification();',
    'Connection connection = factory.newConnection();',
  ]
  return snippet('Java', parts, goesToTarget)
}

function go({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('go', text)
  const url = quoted(`${isTls ? 'amqps' : 'amqp'}://${urlPart(host)}:${port}/`)
  return snippet('Go', [
    `connection, err := amqp.DialConfig(${url}, amqp.Config{`,
    '\tSASL: []amqp.Authentication{&amqp.PlainAuth{Username: "USER", Password: os.Getenv("AMQP_PASSWORD")}},',
    tlsName === null ? null : marked(`\tTLSClientConfig: &tls.Config{ServerName: ${quoted(tlsName)}},`),
    '})',
  ])
}

function dotnet({ host, port, isTls, tlsName }: SnippetFacts): Snippet {
  const quoted = (text: string) => stringLiteral('csharp', text)
  const option = `    Ssl = new SslOption(${quoted(tlsName ?? host)}, enabled: true),`
  return snippet('.NET', [
    'var factory = new ConnectionFactory',
    '{',
    `    HostName = ${quoted(host)},`,
    `    Port = ${port},`,
    '    UserName = "USER",',
    '    Password = Environment.GetEnvironmentVariable("AMQP_PASSWORD"),',
    isTls && (tlsName === null ? option : marked(option)),
    '};',
    'await using var connection = await factory.CreateConnectionAsync();',
  ])
}
