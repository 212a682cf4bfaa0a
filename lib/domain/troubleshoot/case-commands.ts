import { digLine } from '@/lib/domain/shell/dig-line'
import { shellLine } from '@/lib/domain/shell/shell-line'
import type { CaseFacts } from './case-facts'
import type { ClientPort } from './client-port'

/** Lines that show by hand what the steps saw, every value a quoted shell word. A question to a resolver without an address has none. */
export interface CaseCommands {
  externalName: string
  describe: string
  corefile: string
  policies: string
  logs: string
  digCluster(name: string, type: 'A' | 'CNAME'): string | null
  digOutside(name: string): string | null
  /** Asks as a pod of the client's namespace does. */
  lookUp(name: string): string
  connect(host: string): string | null
  connectFromPod(host: string): string | null
  certificate(host: string, port: number, startTls: 'postgres' | 'smtp' | null): string
}

const image = 'busybox:1.36'

export function caseCommands(
  { context, service, client }: Pick<CaseFacts, 'context' | 'service' | 'client'>,
  clusterResolver: string | null,
  outsideResolver: string | null,
  port: ClientPort | null,
): CaseCommands {
  const { namespace, name } = service
  const labels = Object.entries(client.labels ?? {}).map(([key, value]) => `${key}=${value}`)
  const labelled = labels.length === 0 ? '' : shellLine` --labels ${labels.join(',')}`
  const inPod = shellLine`kubectl --context ${context} -n ${client.namespace} run signpost-ask --rm -it --image=${image} --restart=Never`
  return {
    externalName: shellLine`kubectl --context ${context} -n ${namespace} get service ${name} -o ${'jsonpath={.spec.externalName}'}`,
    describe: shellLine`kubectl --context ${context} -n ${namespace} describe service ${name}`,
    corefile: shellLine`kubectl --context ${context} -n kube-system get configmap coredns -o ${'jsonpath={.data.Corefile}'}`,
    policies: shellLine`kubectl --context ${context} -n ${client.namespace} get networkpolicy -o yaml`,
    logs: shellLine`kubectl --context ${context} -n kube-system logs -l k8s-app=kube-dns --tail=100 --prefix`,
    digCluster: (asked, type) => digLine(clusterResolver, asked, type),
    digOutside: (asked) => digLine(outsideResolver, asked, 'A'),
    lookUp: (asked) => `${inPod}${labelled} -- ${shellLine`nslookup ${asked}`}`,
    connect: (host) => (port === null ? null : shellLine`nc -vz -w 3 ${host} ${String(port.port)}`),
    connectFromPod: (host) =>
      port === null ? null : `${inPod}${labelled} -- ${shellLine`nc -vz -w 3 ${host} ${String(port.port)}`}`,
    certificate: (host, at, startTls) => {
      const begin = startTls === null ? '' : ` -starttls ${startTls}`
      return `${shellLine`openssl s_client -connect ${`${host}:${at}`} -servername ${host} -verify_hostname ${host}`}${begin} </dev/null`
    },
  }
}
