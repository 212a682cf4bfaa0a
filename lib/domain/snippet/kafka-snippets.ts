import { shellWord } from '@/lib/domain/shell/shell-word'
import { caFile, learnsNames, marked, type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'

/** Clients of Kafka: an alias is only where they begin, the brokers tell them their own names. */
export function kafkaSnippets({ host, port, isTls, tlsName, isPrivateCa }: SnippetFacts): Snippet[] {
  const begin = `${tlsName ?? host}:${port}`
  const mark = (text: string) => (tlsName === null ? text : marked(text))
  const of = (client: string, parts: Parameters<typeof snippet>[1]) => snippet(client, parts, learnsNames)
  const hasCa = isTls && isPrivateCa
  return [
    of(
      'kcat',
      shellLines([
        mark(`kcat -L -b ${shellWord(begin)}`),
        isTls && '-X security.protocol=SSL',
        hasCa && `-X ssl.ca.location=${caFile}`,
      ]),
    ),
    of('Python', [
      'from confluent_kafka import Consumer',
      '',
      'consumer = Consumer({',
      mark(`    "bootstrap.servers": ${stringLiteral('python', begin)},`),
      isTls && '    "security.protocol": "SSL",',
      hasCa && `    "ssl.ca.location": ${stringLiteral('python', caFile)},`,
      '    "group.id": "GROUP",',
      '})',
    ]),
    of('Node', [
      hasCa && 'import { readFileSync } from "node:fs";',
      'import { Kafka } from "kafkajs";',
      '',
      'const kafka = new Kafka({',
      mark(`  brokers: [${stringLiteral('javascript', begin)}],`),
      isTls && !hasCa && '  ssl: true,',
      hasCa && `  ssl: { ca: readFileSync(${stringLiteral('javascript', caFile)}) },`,
      '});',
    ]),
    of('Java', [
      'Properties properties = new Properties();',
      mark(`properties.put("bootstrap.servers", ${stringLiteral('java', begin)});`),
      isTls && 'properties.put("security.protocol", "SSL");',
      hasCa && 'properties.put("ssl.truststore.type", "PEM");',
      hasCa && `properties.put("ssl.truststore.location", ${stringLiteral('java', caFile)});`,
      'properties.put("group.id", "GROUP");',
      'var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());',
    ]),
    of('Go', [
      'client, err := kgo.NewClient(',
      mark(`\tkgo.SeedBrokers(${stringLiteral('go', begin)}),`),
      isTls && '\tkgo.DialTLS(),',
      '\tkgo.ConsumerGroup("GROUP"),',
      ')',
    ]),
    of('.NET', [
      'var config = new ConsumerConfig',
      '{',
      mark(`    BootstrapServers = ${stringLiteral('csharp', begin)},`),
      isTls && '    SecurityProtocol = SecurityProtocol.Ssl,',
      hasCa && `    SslCaLocation = ${stringLiteral('csharp', caFile)},`,
      '    GroupId = "GROUP",',
      '};',
      'using var consumer = new ConsumerBuilder<string, string>(config).Build();',
    ]),
  ]
}
