import { annotateLine, guideLines, labelLine } from './guide-lines'

const { service, target, retarget, remove, slices } = guideLines
const portsPatch = `kubectl -n shop patch service orders --type merge -p '{"spec":{"ports":[{"name":"https","port":443}]}}'`
const edit = '*Edit…* on the alias'
const retargetHere = '*Retarget…* on the alias'
const deleteHere = '*Delete…* on the alias; its undo makes it anew'
const describeHere = '*Edit…* beside the owner on *Overview*, or *Describe…* for many of the inventory at once'

/** Findings about how the Service is written, and who uses it. */
export const serviceGuide = {
  LOCALHOST_TARGET: {
    sees: 'Clients connect to themselves, or are told that the name does not exist.',
    check: [target],
    here: `${retargetHere}, or ${deleteHere}.`,
    byHand: [retarget],
  },
  METADATA_TARGET: {
    sees: 'A pod that uses the alias is handed credentials of its node, or is cut off by a policy.',
    check: [target],
    here: `${deleteHere}. The rule can be an [admission policy](policy.md), so that nobody writes such an alias again.`,
    byHand: [remove],
  },
  SYSTEM_TARGET: {
    sees: 'The alias works, and leads to the API server or into a namespace of the system.',
    check: [target, 'kubectl get ingress -A'],
    here: `${deleteHere}. The rule can be an [admission policy](policy.md).`,
    byHand: [remove],
  },
  CAPTURES_DOMAIN: {
    sees: 'Pods reach this alias where they meant a domain of the internet: `orders.dev` asks for `orders.dev.svc.cluster.local` first.',
    check: ['kubectl -n shop exec deployment/web -- cat /etc/resolv.conf', 'kubectl get namespaces'],
    here: '*New alias* in a namespace of another name, then *Delete…* here once nobody names it.',
    byHand: ["kubectl -n shop exec deployment/web -- nslookup 'orders.dev.'"],
  },
  EXTERNAL_DNS: {
    sees: 'A zone outside the cluster has a CNAME to the target, under the name in the annotation.',
    check: [
      "kubectl -n shop get service orders -o jsonpath='{.metadata.annotations}'",
      'dig +short orders.shop.example.com CNAME',
    ],
    here: `${edit}: remove \`external-dns.alpha.kubernetes.io/hostname\`.`,
    byHand: [annotateLine('external-dns.alpha.kubernetes.io/hostname-')],
  },
  PLACEHOLDER_TARGET: {
    sees: 'Nothing answers, or a page of examples does; the manifest was never patched for this environment.',
    check: [target, 'kubectl kustomize overlays/production'],
    here: `${retargetHere}; *Environments* shows what its siblings have.`,
    byHand: ['kubectl apply -k overlays/production'],
  },
  PORT_NOT_MAPPED: {
    sees: 'Connections to the port of the Service are refused or time out, those to the target’s own port work.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.spec.ports}'"],
    here: `${edit}: declare the port of the target. To map ports takes a Service with endpoints: [patterns.md](patterns.md#another-port).`,
    byHand: [portsPatch],
  },
  ROUTED_FROM_OUTSIDE: {
    sees: 'A route answers 503, or goes on to the old target after the alias was moved.',
    check: [
      'kubectl -n shop get ingress -o yaml',
      'kubectl -n ingress-nginx logs -l app.kubernetes.io/component=controller --tail=50',
    ],
    here: 'The tab *Consumers* names the routes. *Migrate…* makes a Service with endpoints of it.',
    byHand: ['kubectl -n ingress-nginx rollout restart deployment/ingress-nginx-controller'],
  },
  SINGLE_LABEL_TARGET: {
    sees: 'The name does not exist, although the short name works elsewhere.',
    check: [target, 'dig +noall +answer +comments redis. A'],
    here: `${retargetHere}: write the whole name.`,
    byHand: [
      `kubectl -n shop patch service orders --type merge -p '{"spec":{"externalName":"redis.cache.svc.cluster.local"}}'`,
    ],
  },
  STALE_SLICES: {
    sees: 'Nothing now. After the next change of type part of the traffic goes where the Service led long ago.',
    check: [slices],
    here: 'The plan of the next change of type names them, and what belongs to Signpost goes with it.',
    byHand: ['kubectl -n shop delete endpointslices -l kubernetes.io/service-name=orders'],
  },
  ALIAS_OF_ALIAS: {
    sees: 'It works. It moves when somebody moves the other alias.',
    check: [target, 'kubectl get services -A --field-selector spec.type=ExternalName'],
    here: `${retargetHere} to the end of the way, which *Resolution* shows.`,
    byHand: [retarget],
  },
  DUPLICATE_ALIAS: {
    sees: 'It works. A move has to find each alias of the host.',
    check: ['kubectl -n shop get services --field-selector spec.type=ExternalName'],
    here: '*Dependencies* has the host with all its aliases; *Move these aliases…* there moves them in waves.',
    byHand: [remove],
  },
  IN_CLUSTER_TARGET: {
    sees: 'It works. Policies and rights look at the Service behind it.',
    check: [
      target,
      'kubectl -n data get service orders-db',
      'kubectl -n data get endpointslices -l kubernetes.io/service-name=orders-db',
    ],
    here: 'Nothing, where it is meant; accept the finding for a time.',
    byHand: [],
  },
  METADATA_UNUSABLE: {
    sees: 'An owner is cut, or an address is shown as text in place of a link.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.metadata.annotations}'"],
    here: `${describeHere}.`,
    byHand: [annotateLine('a8r.io/chat=https://chat.example.com/orders')],
  },
  MULTIPLE_ADDRESSES: {
    sees: 'Load is uneven, or one client in several fails when one address does.',
    check: ['dig +short orders.example.com A'],
    here: 'Nothing: it is a property of the target. *Consumers* says who has to know.',
    byHand: [guideLines.policies],
  },
  NO_DESCRIPTION: {
    sees: 'Whoever finds it has to ask what it is for.',
    check: [service],
    here: `${describeHere}.`,
    byHand: [annotateLine("a8r.io/description='Orders of the shop, at the provider'")],
  },
  NO_ENVIRONMENT: {
    sees: 'The alias is missing in the matrix of *Environments*.',
    check: [service, 'kubectl get namespace shop --show-labels'],
    here: `${describeHere}.`,
    byHand: ['kubectl label namespace shop environment=production'],
  },
  NO_OWNER: {
    sees: 'Nobody is told when the target moves, and no team has it in its queue of reviews.',
    check: [service, 'kubectl get namespace shop -o yaml'],
    here: `${describeHere}; [owners.md](owners.md) says what is read.`,
    byHand: [annotateLine('a8r.io/owner=team-orders')],
  },
  NO_PART_OF: {
    sees: 'It cannot be told which application stops when the target does.',
    check: ['kubectl -n shop get service orders --show-labels'],
    here: `${describeHere}.`,
    byHand: [labelLine('app.kubernetes.io/part-of=shop')],
  },
  PORTS_DIFFER: {
    sees: 'Probes and meshes treat two aliases of one host differently.',
    check: ['kubectl -n shop get services --field-selector spec.type=ExternalName'],
    here: `${edit}.`,
    byHand: [portsPatch],
  },
  PORTS_MISSING: {
    sees: 'It works. Nothing is probed, and a mesh cannot tell what is spoken.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.spec.ports}'"],
    here: `${edit}: one click takes the ports that such a service listens at.`,
    byHand: [portsPatch],
  },
  PORT_CONTRADICTS: {
    sees: 'Behind a service mesh requests fail that work without it.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.spec.ports}'"],
    here: `${edit}.`,
    byHand: [portsPatch],
  },
  PORT_PROTOCOL_UNSAID: {
    sees: 'A service mesh treats the port as plain TCP: no retries, no figures by request.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.spec.ports}'"],
    here: `${edit}: name the port \`https\`, \`grpc\`, \`tcp-db\`, or set appProtocol.`,
    byHand: [portsPatch],
  },
  SUPPRESS_UNREADABLE: {
    sees: 'A finding that was accepted is still counted.',
    check: ["kubectl -n shop get service orders -o jsonpath='{.metadata.annotations}'"],
    here: '*Accept for a time* beside the finding writes the line as it has to be.',
    byHand: [annotateLine("'signpost/suppress=NO_PART_OF until=2027-03-31 reason=moves to the new label scheme'")],
  },
  UNUSED: {
    sees: 'Nothing that was read names the alias.',
    check: [
      guideLines.log,
      'kubectl get deployments,statefulsets,cronjobs,configmaps -A -o yaml | grep -n orders.shop',
    ],
    here: `The tab *Consumers* says what was not read. Then ${deleteHere}.`,
    byHand: [remove],
  },
  GROUP_LABEL: {
    sees: 'The Service is missing in *Switches*, although it carries a role.',
    check: ['kubectl -n shop get services -L signpost/group,signpost/role'],
    here: `${describeHere}, or ${edit}: both labels, or neither.`,
    byHand: [labelLine('signpost/group=orders signpost/role=active')],
  },
} as const
