import { shellWord } from '@/lib/domain/shell/shell-word'
import { caFile, learnsNames, marked, type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'
import { urlPart } from './url-part'

/** Clients of MongoDB: the members of a replica set tell them their own names, so that no other name can be set for all. */
export function mongodbSnippets(facts: SnippetFacts): Snippet[] {
  const begin = facts.tlsName ?? facts.host
  const mark = (text: string) => (facts.tlsName === null ? text : marked(text))
  const of = (client: string, parts: Parameters<typeof snippet>[1]) => snippet(client, parts, learnsNames)
  const { port, isTls, isPrivateCa } = facts
  const query = isTls ? `?tls=true${isPrivateCa ? `&tlsCAFile=${urlPart(caFile)}` : ''}` : ''
  const url = `mongodb://${urlPart(begin)}:${port}/${query}`
  return [
    of(
      'mongosh',
      shellLines([
        mark(`mongosh --host ${shellWord(begin)} --port ${port}`),
        isTls && `--tls${isPrivateCa ? ` --tlsCAFile ${caFile}` : ''}`,
        '--username USER DATABASE',
      ]),
    ),
    of('Python', [
      'import os',
      '',
      'from pymongo import MongoClient',
      '',
      'client = MongoClient(',
      mark(`    host=${stringLiteral('python', begin)},`),
      `    port=${port},`,
      isTls && '    tls=True,',
      isTls && isPrivateCa && `    tlsCAFile=${stringLiteral('python', caFile)},`,
      '    username="USER",',
      '    password=os.environ["MONGODB_PASSWORD"],',
      ')',
    ]),
    of('Node', [
      'import { MongoClient } from "mongodb";',
      '',
      mark(`const client = new MongoClient(${stringLiteral('javascript', url)}, {`),
      '  auth: { username: "USER", password: process.env.MONGODB_PASSWORD },',
      '});',
      'await client.connect();',
    ]),
    of('Java', [
      'MongoClientSettings settings = MongoClientSettings.builder()',
      mark(
        `    .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(${stringLiteral('java', begin)}, ${port}))))`,
      ),
      isTls && '    .applyToSslSettings(ssl -> ssl.enabled(true))',
      '    .credential(MongoCredential.createCredential("USER", "admin", System.getenv("MONGODB_PASSWORD").toCharArray()))',
      '    .build();',
      'MongoClient client = MongoClients.create(settings);',
    ]),
    of('Go', [
      mark(
        `settings := options.Client().SetHosts([]string{net.JoinHostPort(${stringLiteral('go', begin)}, "${port}")})`,
      ),
      isTls && 'settings.SetTLSConfig(&tls.Config{})',
      'settings.SetAuth(options.Credential{Username: "USER", Password: os.Getenv("MONGODB_PASSWORD")})',
      'client, err := mongo.Connect(settings)',
    ]),
    of('.NET', [
      'var client = new MongoClient(new MongoClientSettings',
      '{',
      mark(`    Server = new MongoServerAddress(${stringLiteral('csharp', begin)}, ${port}),`),
      isTls && '    UseTls = true,',
      '    Credential = MongoCredential.CreateCredential(',
      '        "admin", "USER", Environment.GetEnvironmentVariable("MONGODB_PASSWORD")),',
      '});',
    ]),
  ]
}
