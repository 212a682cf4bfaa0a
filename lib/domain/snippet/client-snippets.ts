import type { ClientProtocol } from '@/lib/domain/protocol/well-known-port'
import { shellLine } from '@/lib/domain/shell/shell-line'
import { amqpSnippets } from './amqp-snippets'
import { environmentSnippet } from './environment-snippet'
import { type HttpFacts, httpSnippets } from './http-snippets'
import { kafkaSnippets } from './kafka-snippets'
import { mongodbSnippets } from './mongodb-snippets'
import { mysqlSnippets } from './mysql-snippets'
import { postgresSnippets } from './postgres-snippets'
import { redisSnippets } from './redis-snippets'
import { type Snippet, snippet } from './snippet'
import { type NameForm, type ProbedTls, planSnippets, type SnippetSubject } from './snippet-plan'
import { tcpSnippets } from './tcp-snippets'

const byProtocol: Readonly<Record<ClientProtocol, (facts: HttpFacts) => Snippet[]>> = {
  postgres: postgresSnippets,
  mysql: mysqlSnippets,
  redis: redisSnippets,
  mongodb: mongodbSnippets,
  amqp: amqpSnippets,
  kafka: kafkaSnippets,
  https: httpSnippets,
  http: httpSnippets,
  tcp: tcpSnippets,
}

export interface ClientSnippets {
  /** What is known of the certificate, in a few words. */
  note: string
  /** The program of the protocol first, then languages, the environment, and a question from inside. */
  snippets: readonly [Snippet, ...Snippet[]]
}

/** How clients use an alias, by its short or its full name: text to copy, every name in it quoted for its language. */
export function clientSnippets(subject: SnippetSubject, probe: ProbedTls | null, form: NameForm): ClientSnippets {
  const { client, note } = planSnippets(subject, probe, form)
  const pod = podSnippet(subject)
  const host = form === 'short' ? subject.name : subject.serviceName
  if (client === null) {
    return { note, snippets: [environmentSnippet(subject.name, { host, port: null, tlsName: null }), pod] }
  }
  const { protocol, facts } = client
  const [first, ...others] = byProtocol[protocol](facts)
  const environment = environmentSnippet(subject.name, facts)
  return { note, snippets: first === undefined ? [environment, pod] : [first, ...others, environment, pod] }
}

/** The whole text of a snippet, to be copied. */
export function snippetText({ lines }: Snippet): string {
  return lines.map(({ text }) => text).join('\n')
}

function podSnippet({ namespace, serviceName }: SnippetSubject): Snippet {
  const run = shellLine`kubectl -n ${namespace} run ask --rm -it --restart=Never --image=busybox`
  return snippet('Pod', [`${run} -- ${shellLine`nslookup ${serviceName}`}`])
}
